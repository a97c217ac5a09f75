using System.Numerics;

namespace LanguageModels.Templates;

/// <summary>Operators on numbers, texts and lists, as in Python; integers are exact up to 1024 bits.</summary>
internal static class Arithmetic
{
    private const int MaxBits = 1024;

    public static bool IsNumber(object? value) => value is bool or long or double or BigInteger;

    public static double Double(object value) => value switch
    {
        double d => d,
        bool b => b ? 1 : 0,
        long n => n,
        _ => (double)(BigInteger)value,
    };

    public static BigInteger Big(object value) => value switch
    {
        bool b => b ? 1 : 0,
        long n => n,
        _ => (BigInteger)value,
    };

    public static object Normal(BigInteger value) => value.GetBitLength() > MaxBits
        ? throw new TemplateException($"expected integers of at most {MaxBits} bits")
        : value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    public static object Apply(string operation, object? left, object? right, Budget budget) => (operation, left, right) switch
    {
        ("~", _, _) => budget.Text(ValueText.Of(left, budget) + ValueText.Of(right, budget)),
        (_, Undefined undefined, _) => throw undefined.Error(),
        (_, _, Undefined undefined) => throw undefined.Error(),
        ("+", string a, string b) => budget.Text(a + b),
        ("+", TupleValue a, TupleValue b) => new TupleValue(Joined(a, b, budget)),
        ("+", IReadOnlyList<object?> a, IReadOnlyList<object?> b) when a is not TupleValue && b is not TupleValue => Joined(a, b, budget),
        ("*", string a, long n) => Repeated(a, n, budget),
        ("%", string a, _) => StringMethods.Percent(a, right is TupleValue t ? t : [right], budget),
        _ when IsNumber(left) && IsNumber(right) => left is double || right is double || operation == "/"
            ? Floats(operation, Double(left!), Double(right!)) : Integers(operation, Big(left!), Big(right!)),
        _ => throw new TemplateException($"'{operation}' does not work on these values"),
    };

    private static object?[] Joined(IReadOnlyList<object?> a, IReadOnlyList<object?> b, Budget budget)
    {
        Budget.Length(a.Count + b.Count);
        budget.Spend(32L * (a.Count + b.Count));
        return [.. a, .. b];
    }

    private static string Repeated(string text, long times, Budget budget)
    {
        Budget.Length(text.Length * (double)times > Budget.MaxTextLength ? long.MaxValue : 0);
        return times <= 0 ? "" : budget.Text(string.Concat(Enumerable.Repeat(text, text.Length == 0 ? 0 : (int)times)));
    }

    private static object Integers(string operation, BigInteger a, BigInteger b)
    {
        if (operation is "//" or "%" && b.IsZero)
        {
            throw new TemplateException("division by zero");
        }

        return operation switch
        {
            "+" => Normal(a + b),
            "-" => Normal(a - b),
            "*" => Normal(a * b),
            "//" => Normal(Floor(a, b)),
            "%" => Normal(a - (Floor(a, b) * b)),
            _ => b < 0 ? Math.Pow((double)a, (double)b)
                : b > MaxBits || a.GetBitLength() * (long)b > 2 * MaxBits ? throw new TemplateException($"expected integers of at most {MaxBits} bits") : Normal(BigInteger.Pow(a, (int)b)),
        };
    }

    private static BigInteger Floor(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return !rest.IsZero && rest.Sign != b.Sign ? quotient - 1 : quotient;
    }

    private static object Floats(string operation, double a, double b)
    {
        if (operation is "/" or "//" or "%" && b == 0)
        {
            throw new TemplateException("division by zero");
        }

        return operation switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "//" => Math.Floor(a / b),
            "%" => a - (Math.Floor(a / b) * b),
            _ => Math.Pow(a, b),
        };
    }
}
