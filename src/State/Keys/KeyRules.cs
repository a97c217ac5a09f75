namespace State.Keys;

/// <summary>
/// What a new key must look like. The rules exist because names and patterns are printed, logged and stored one a
/// line: no control characters, no unbounded lengths.
/// </summary>
internal static class KeyRules
{
    private const int LongestName = 100;
    private const int LongestPattern = 256;
    private const int MostPatterns = 100;
    private const int LongestLabel = 64;

    /// <exception cref="ArgumentException">The first rule that is broken: what was expected and found.</exception>
    public static void Check(
        string name, Role role, IReadOnlyList<string> models, IReadOnlyList<string> domains, string? tenant)
    {
        CheckText("name", name, LongestName);
        if (tenant is not null)
        {
            CheckText("tenant", tenant, LongestName);
        }

        if (!Enum.IsDefined(role))
        {
            throw new ArgumentException($"The role must be one of {string.Join(", ", Enum.GetNames<Role>())}; found {role}.");
        }

        CheckPatterns("models", models);
        CheckPatterns("domains", domains);
    }

    /// <exception cref="ArgumentException">A label that no document can carry.</exception>
    public static void CheckLabels(IReadOnlyList<string> labels)
    {
        if (labels.Count > MostPatterns)
        {
            throw new ArgumentException($"At most {MostPatterns} labels can be listed; found {labels.Count}.");
        }

        if (labels.FirstOrDefault(label => label != "*" && !IsLabel(label)) is { } wrong)
        {
            throw new ArgumentException($"A label must have 1 to {LongestLabel} characters of a-z, 0-9, - _ . : and /, or be '*' for all; found '{wrong}'.");
        }
    }

    private static bool IsLabel(string label) => label is { Length: > 0 and <= LongestLabel }
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or ':' or '/');

    private static void CheckPatterns(string what, IReadOnlyList<string> patterns)
    {
        if (patterns.Count > MostPatterns)
        {
            throw new ArgumentException($"At most {MostPatterns} {what} can be listed; found {patterns.Count}.");
        }

        foreach (string pattern in patterns)
        {
            CheckText(what, pattern, LongestPattern);
            if (pattern.IndexOf('*') is int star && star >= 0 && star != pattern.Length - 1)
            {
                throw new ArgumentException($"In {what}, '*' may stand at the end only; found '{pattern}'.");
            }
        }
    }

    private static void CheckText(string what, string text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl))
        {
            throw new ArgumentException(
                $"An entry of {what} must have 1 to {longest} characters, none of them control characters; found " +
                $"{text?.Length ?? 0} characters.");
        }
    }
}
