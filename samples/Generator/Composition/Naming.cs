namespace Generator.Composition;

/// <summary>
/// How running text names its subject: in full at the first mention under a heading, afterwards as people do,
/// sometimes in full and sometimes by its kind ("the policy", "the branch").
/// </summary>
internal sealed class Naming(Chance chance)
{
    private bool _introduced;

    /// <summary>A heading was passed or the subject changed: the next mention is in full.</summary>
    public void Restart() => _introduced = false;

    public string Next(string entity, string textBefore)
    {
        var name = _introduced && chance.Below(100) < 45 ? Kind(entity) : entity;
        _introduced = true;
        return BeginsSentence(textBefore) ? Capital(name) : name;
    }

    public static string Kind(string entity) => entity.Split(' ')[^1] switch
    {
        "Cover" or "Policy" => "the policy",
        "Plan" => "the plan",
        "Shield" => "the cover",
        "Bond" => "the bond",
        "centre" => "the centre",
        "slip" => "the slip",
        "Glaziers" or "Roofing" or "Repairs" or "Works" => "the firm",
        _ when entity.StartsWith("Form ", StringComparison.Ordinal) => "the form",
        var kind => $"the {kind}",
    };

    public static string Capital(string text) =>
        text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private static bool BeginsSentence(string before)
    {
        var text = before.TrimEnd();
        return text.Length == 0 || text[^1] is '.' or '!' or '?' or '|' || (text[^1] is '-' && text.Length == 1);
    }
}
