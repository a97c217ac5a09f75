namespace Generator.Composition;

/// <summary>What a directive refers to when it names nothing: the entity under discussion and the document's time.</summary>
internal sealed record Scope(string Seed, bool Before, string? Entity, IReadOnlyDictionary<string, string> Profile)
{
    public string Required => Entity ?? throw new InvalidDataException($"{Seed}: a directive needs an {{entity ...}} before it");
}
