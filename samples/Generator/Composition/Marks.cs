using System.Text.RegularExpressions;
using Generator.World;

namespace Generator.Composition;

/// <summary>The marks around facts in composed text, and how to take them off.</summary>
internal static partial class Marks
{
    public static string Of(WorldFact fact, bool before) =>
        before && fact.Old is not null ? $"[[{fact.Id}!={fact.Old}]]" : $"[[{fact.Id}={fact.Value}]]";

    public static string Off(string text) => Mark().Replace(text, "$3");

    public static IEnumerable<(string Id, bool Old, string Value)> In(string text) =>
        Mark().Matches(text).Select(m => (m.Groups[1].Value, m.Groups[2].Length > 0, m.Groups[3].Value));

    [GeneratedRegex(@"\[\[([\w.-]+)(!?)=(.*?)\]\]")]
    private static partial Regex Mark();
}
