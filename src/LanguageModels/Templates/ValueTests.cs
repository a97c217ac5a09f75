namespace LanguageModels.Templates;

/// <summary>Tests after <c>is</c>.</summary>
internal static class ValueTests
{
    public static readonly IReadOnlyDictionary<string, Func<Rendering, object?, Arguments, bool>> All = new Dictionary<string, Func<Rendering, object?, Arguments, bool>>(StringComparer.Ordinal)
    {
        ["defined"] = (_, v, _) => v is not Undefined,
        ["undefined"] = (_, v, _) => v is Undefined,
        ["none"] = (_, v, _) => v is null,
        ["boolean"] = (_, v, _) => v is bool,
        ["true"] = (_, v, _) => v is true,
        ["false"] = (_, v, _) => v is false,
        ["integer"] = (_, v, _) => v is long or System.Numerics.BigInteger,
        ["float"] = (_, v, _) => v is double,
        ["number"] = (_, v, _) => Arithmetic.IsNumber(v),
        ["string"] = (_, v, _) => v is string,
        ["mapping"] = (_, v, _) => v is IReadOnlyDictionary<string, object?>,
        ["sequence"] = (_, v, _) => v is string or IReadOnlyList<object?> or IReadOnlyDictionary<string, object?>,
        ["iterable"] = (_, v, _) => v is string or Undefined or IReadOnlyList<object?> or IReadOnlyDictionary<string, object?>,
        ["callable"] = (_, v, _) => v is Callable,
        ["odd"] = (r, v, _) => Comparing.AreEqual(Arithmetic.Apply("%", v, 2L, r.Budget), 1L, r.Budget),
        ["even"] = (r, v, _) => Comparing.AreEqual(Arithmetic.Apply("%", v, 2L, r.Budget), 0L, r.Budget),
        ["divisibleby"] = (r, v, a) => Comparing.AreEqual(Arithmetic.Apply("%", v, a.Required(0, "num"), r.Budget), 0L, r.Budget),
        ["upper"] = (r, v, _) => ValueText.Of(v, r.Budget) is var t && t == t.ToUpperInvariant() && t.Any(char.IsLetter),
        ["lower"] = (r, v, _) => ValueText.Of(v, r.Budget) is var t && t == t.ToLowerInvariant() && t.Any(char.IsLetter),
        ["eq"] = Compared("=="),
        ["equalto"] = Compared("=="),
        ["ne"] = Compared("!="),
        ["lt"] = Compared("<"),
        ["gt"] = Compared(">"),
        ["le"] = Compared("<="),
        ["ge"] = Compared(">="),
        ["in"] = Compared("in"),
    };

    private static Func<Rendering, object?, Arguments, bool> Compared(string comparison) =>
        (r, v, a) => Comparing.Holds(comparison, v, a.Required(0, "other"), r.Budget);
}
