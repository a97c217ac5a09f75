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
