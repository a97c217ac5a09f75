using Retrieval.Documents;

namespace Retrieval.Ingestion;

/// <summary>
/// Decides which document replaces which, within a domain: (1) the one that another names in <c>supersedes</c> by id,
/// path, file name or title; (2) of several with the same title, every one but the newest by date, then by version.
/// A document without a date never replaces a dated one by rule 2.
/// </summary>
public static class Supersession
{
    internal static IEnumerable<(Document Old, Document New)> Pairs(IReadOnlyList<Document> documents) =>
        documents.GroupBy(d => d.Domain).SelectMany(domain => Stated([.. domain]).Concat(SameTitle(domain)));

    /// <summary>The documents that a newer one replaces, each with the id of the newest that does.</summary>
    public static IReadOnlyDictionary<string, string> Successors(IReadOnlyList<Document> documents) => Pairs(documents)
        .GroupBy(pair => pair.Old.Id, pair => pair.New)
        .ToDictionary(old => old.Key, old => old.OrderBy(next => next.Date).ThenBy(next => next.Id, StringComparer.Ordinal).Last().Id, StringComparer.Ordinal);

    /// <summary>The day from which each superseded document is one, by its id; the first day there is where the newer one has no date.</summary>
    internal static Dictionary<string, DateOnly> Days(IReadOnlyList<Document> documents) => Pairs(documents)
        .GroupBy(pair => pair.Old.Id, pair => pair.New.Date ?? DateOnly.MinValue)
        .ToDictionary(old => old.Key, old => old.Min());

    private static IEnumerable<(Document Old, Document New)> Stated(List<Document> documents) =>
        from next in documents
        let reference = next.Supersedes
        where reference is not null
        from old in documents
        where old.Id != next.Id && Names(reference, old)
        select (old, next);

    private static bool Names(string reference, Document document) =>
        reference.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Append(reference).Any(name =>
            name == document.Id || name == document.Path || name == Path.GetFileName(document.Path)
            || name == Path.GetFileNameWithoutExtension(document.Path)
            || name.Equals(document.Title, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(Document Old, Document New)> SameTitle(IEnumerable<Document> documents) =>
        from title in documents.GroupBy(d => d.Title, StringComparer.OrdinalIgnoreCase)
        from old in title
        from next in title
        where IsNewer(next, old)
        select (old, next);

    private static bool IsNewer(Document next, Document old)
    {
        var byDate = Nullable.Compare(next.Date, old.Date);
        return byDate > 0 || (byDate == 0 && CompareVersions(next.Version, old.Version) > 0);
    }

    private static int CompareVersions(string? a, string? b) =>
        System.Version.TryParse(Dotted(a), out var first) && System.Version.TryParse(Dotted(b), out var second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(a, b);

    private static string? Dotted(string? version) => version is null || version.Contains('.') ? version : version + ".0";
}
