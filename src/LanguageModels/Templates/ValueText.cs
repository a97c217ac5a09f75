using System.Globalization;
using System.Numerics;
using System.Text;

namespace LanguageModels.Templates;

/// <summary>Values in Python's notation.</summary>
internal static class ValueText
{
    /// <summary>As printed: text as it is, all else in Python's notation.</summary>
    public static string Of(object? value, Budget budget)
    {
        if (value is string text)
        {
            return text;
        }

        var output = new StringBuilder();
        Write(value, output, budget);
        return output.ToString();
    }

    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        if (value == 0 || Math.Abs(value) is >= 1e-4 and < 1e16)
        {
            var plain = value.ToString("R", CultureInfo.InvariantCulture);
            plain = plain.Contains('E', StringComparison.Ordinal) ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : plain;
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var parts = (shortest.Contains('E', StringComparison.Ordinal) ? shortest : value.ToString("E16", CultureInfo.InvariantCulture)).Split('E');
        var digits = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].TrimEnd('0').TrimEnd('.') : parts[0];
        return digits + "e" + (parts[1][0] == '-' ? "-" : "+") + parts[1].TrimStart('+', '-').TrimStart('0').PadLeft(2, '0');
    }

    public static string Quoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var output = new StringBuilder().Append(quote);
        foreach (var c in text)
        {
            output.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\\' => "\\\\",
                _ when c == quote => "\\" + c,
                < ' ' or (>= '\x7f' and < '\xa1') or '\xad' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => c.ToString(),
            });
        }

        return output.Append(quote).ToString();
    }

    private static void Write(object? value, StringBuilder output, Budget budget)
    {
        budget.Spend();
        budget.Enter();
        Budget.Length(output.Length);
        output.Append(value switch
        {
            null => "None",
            Undefined => "",
            bool b => b ? "True" : "False",
            long n => n.ToString(CultureInfo.InvariantCulture),
            BigInteger big => big.ToString(CultureInfo.InvariantCulture),
            double d => Number(d),
            string s => budget.Text(Quoted(s)),
            IReadOnlyDictionary<string, object?> or IReadOnlyList<object?> => "",
            _ => "<" + value.GetType().Name + ">",
        });
        WriteItems(value, output, budget);
        budget.Leave();
    }

    private static void WriteItems(object? value, StringBuilder output, Budget budget)
    {
        if (value is IReadOnlyDictionary<string, object?> map)
        {
            var separator = "{";
            foreach (var (key, item) in map)
            {
                output.Append(separator).Append(Quoted(key)).Append(": ");
                Write(item, output, budget);
                separator = ", ";
            }

            output.Append(map.Count == 0 ? "{}" : "}");
        }
        else if (value is IReadOnlyList<object?> list)
        {
            output.Append(value is TupleValue ? '(' : '[');
            for (var i = 0; i < list.Count; i++)
            {
                output.Append(i > 0 ? ", " : "");
                Write(list[i], output, budget);
            }

            output.Append(value is TupleValue ? list.Count == 1 ? ",)" : ")" : "]");
        }
    }
}
