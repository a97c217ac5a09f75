namespace LanguageModels.Templates;

/// <summary>Truth, equality, order and membership of values, as in Python.</summary>
internal static class Comparing
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool b => b,
        long n => n != 0,
        double d => d != 0,
        string s => s.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        _ => true,
    };

    public static bool Holds(string comparison, object? left, object? right, Budget budget) => comparison switch
    {
        "==" => AreEqual(left, right, budget),
        "!=" => !AreEqual(left, right, budget),
        "in" => Contains(right, left, budget),
        "not in" => !Contains(right, left, budget),
        "<" => Order(left, right, budget) < 0,
        ">" => Order(left, right, budget) > 0,
        "<=" => Order(left, right, budget) <= 0,
        _ => Order(left, right, budget) >= 0,
    };

    public static bool AreEqual(object? left, object? right, Budget budget)
    {
        budget.Spend((left as string)?.Length ?? 0);
        budget.Enter();
        var equal = (left, right) switch
        {
            (Undefined, Undefined) => true,
            (string a, string b) => a == b,
            (TupleValue a, TupleValue b) => SameItems(a, b, budget),
            (TupleValue, IReadOnlyList<object?>) or (IReadOnlyList<object?>, TupleValue) => false,
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => SameItems(a, b, budget),
            (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
                a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var other) && AreEqual(p.Value, other, budget)),
            _ when Arithmetic.IsNumber(left) && Arithmetic.IsNumber(right) => Numbers(left!, right!) == 0,
            _ => ReferenceEquals(left, right),
        };
        budget.Leave();
        return equal;
    }

    public static bool Contains(object? whole, object? part, Budget budget)
    {
        budget.Spend((whole as string)?.Length ?? 0);
        return (whole, part) switch
        {
            (string text, string piece) => text.Contains(piece, StringComparison.Ordinal),
            (IReadOnlyDictionary<string, object?> map, _) => part is string key && map.ContainsKey(key),
            (IReadOnlyList<object?> list, _) => list.Any(i => AreEqual(i, part, budget)),
            (Undefined, _) => false,
            _ => throw new TemplateException("expected text, a list or a dict after 'in', found another value"),
        };
    }

    public static int Order(object? left, object? right, Budget budget)
    {
        budget.Spend((left as string)?.Length ?? 0);
        return (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (Undefined a, _) => throw a.Error(),
            (_, Undefined b) => throw b.Error(),
            _ when Arithmetic.IsNumber(left) && Arithmetic.IsNumber(right) => Numbers(left!, right!),
            _ => throw new TemplateException("expected two numbers or two texts to order, found other values"),
        };
    }

    private static bool SameItems(IReadOnlyList<object?> a, IReadOnlyList<object?> b, Budget budget) =>
        a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second, budget));

    private static int Numbers(object left, object right) =>
        left is double || right is double ? Arithmetic.Double(left).CompareTo(Arithmetic.Double(right)) : Arithmetic.Big(left).CompareTo(Arithmetic.Big(right));
}
