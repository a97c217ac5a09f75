using Generator.Documents;

namespace Generator.Questions;

/// <summary>
/// A fact that the documents state, with everywhere it is stated and everywhere its older value is.
/// <c>Type</c> is empty for a fact that only an article defines.
/// </summary>
internal sealed record KnownFact(
    string Id, string Type, string Entity, string? Alias, string Relation, string Value, string? Old,
    IReadOnlyList<Mention> Places, IReadOnlyList<Mention> OldPlaces)
{
    public IReadOnlyList<string> Documents => [.. Places.Select(p => p.Document).Distinct()];

    public IReadOnlyList<string> OldDocuments => [.. OldPlaces.Select(p => p.Document).Distinct()];
}
