namespace Generator.World;

/// <summary>
/// One fact of the invented world: <c>relation</c> of <c>entity</c> is <c>value</c>. <c>Old</c> is the value that
/// newer documents replaced; a fact that is not <c>Stated</c> may never appear in a document, so that questions
/// about it are near misses (its value is null where nobody ever knew it).
/// </summary>
internal sealed record WorldFact(
    string Id, string Type, string Entity, string? Alias, string Relation, string? Value, string? Old, bool Stated);
