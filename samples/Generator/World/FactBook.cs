using System.Text.Json;

namespace Generator.World;

/// <summary>The facts of the invented world in file order, found by entity and relation.</summary>
internal sealed class FactBook
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<(string Entity, string Relation), WorldFact> _byKey;

    private FactBook(IReadOnlyList<WorldFact> all)
    {
        All = all;
        _byKey = all.ToDictionary(f => (f.Entity, f.Relation));
    }

    public IReadOnlyList<WorldFact> All { get; }

    public static FactBook Read(string path) =>
        new([.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<WorldFact>(line, Json)
            ?? throw new InvalidDataException($"{path}: an empty fact line"))]);

    /// <summary>Null where the fact must not be written down.</summary>
    public WorldFact? Stated(string entity, string relation) =>
        _byKey.TryGetValue((entity, relation), out var fact)
            ? fact.Stated ? fact : null
            : throw new InvalidDataException($"no fact '{relation}' of '{entity}': check the spelling in the content files");

    /// <summary>
    /// Facts that no document may state. Left out are those whose value another fact of the same entity has too: a
    /// reader could not tell which of the two a document means.
    /// </summary>
    public IEnumerable<WorldFact> Withheld() =>
        All.Where(f => !f.Stated && !All.Any(o => o.Stated && o.Entity == f.Entity && f.Value is not null && (o.Value == f.Value || o.Old == f.Value)));

    public IEnumerable<string> Entities(string type) => All.Where(f => f.Type == type).Select(f => f.Entity).Distinct();

    public string TypeOf(string entity) => First(entity).Type;

    public string? AliasOf(string entity) => First(entity).Alias;

    private WorldFact First(string entity) =>
        All.FirstOrDefault(f => f.Entity == entity)
        ?? throw new InvalidDataException($"no entity '{entity}': check the spelling in the content files");
}
