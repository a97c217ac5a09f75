using System.Text.RegularExpressions;

namespace Generator.Checking;

/// <summary>
/// The scoring rule of the invented world: lower case, commas removed, every other character outside
/// <c>a-z0-9:</c> a space; the answer must then occur as a whole run of words.
/// </summary>
internal static partial class Scoring
{
    public static bool Holds(string text, string answer) =>
        $" {Normal(text)} ".Contains($" {Normal(answer)} ", StringComparison.Ordinal);

    public static string Normal(string text) =>
        Other().Replace(text.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal), " ").Trim();

    [GeneratedRegex("[^a-z0-9:]+")]
    private static partial Regex Other();
}
