using System.Text.RegularExpressions;
using Architecture.Reading;

namespace Architecture.Calls;

/// <summary>Something that code here does not do.</summary>
/// <param name="Name">Short name, used by the list of exceptions.</param>
/// <param name="Pattern">What it looks like in code without comments and text.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Instead">What to do instead.</param>
/// <param name="Violation">Code that the rule must catch; tested.</param>
/// <param name="Innocent">Similar code that it must leave alone; tested.</param>
internal sealed record BannedCall(string Name, Regex Pattern, string Reason, string Instead, string Violation, string Innocent)
{
    /// <summary>Whether the rule also holds in tests and benchmarks, not only in the product.</summary>
    public bool Everywhere { get; init; }

    /// <summary>Files that are the right place for it.</summary>
    public Func<SourceFile, bool> Exempt { get; init; } = _ => false;

    public bool AppliesTo(SourceFile file) => (file.IsProduct || Everywhere) && !Exempt(file);

    /// <summary>Where a file breaks the rule.</summary>
    public IEnumerable<Breach> BreachesIn(SourceFile file) =>
        Pattern.Matches(file.Code).Select(match => new Breach(this, file.Path, file.LineAt(match.Index), LineText(file, match.Index)));

    private static string LineText(SourceFile file, int index)
    {
        int start = file.Text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1;
        int end = file.Text.IndexOf('\n', index) is var found and >= 0 ? found : file.Text.Length;
        return file.Text[Math.Min(start, end)..end].Trim();
    }
}
