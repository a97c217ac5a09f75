using System.IO.Compression;
using System.Text.Json;

namespace Support.Worlds;

/// <summary>Reads <c>data/invented-world</c> of the reference material: the test bed on which the recipes of small experts were measured.</summary>
public sealed class InventedWorld
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly string _folder;

    private InventedWorld(string folder) => _folder = folder;

    /// <summary>The world; null where the reference material is absent.</summary>
    public static InventedWorld? Find() =>
        SharedFolder.File("data", "invented-world", "train.jsonl.gz") is { } file ? new InventedWorld(Path.GetDirectoryName(file)!) : null;

    /// <summary>The training questions in groups, in the order of the file.</summary>
    public IReadOnlyList<WorldGroup> Groups(string file = "train") =>
    [
        .. Lines<TrainingLine>(file).GroupBy(line => (line.F, line.Alias, line.Note))
            .Select(group => new WorldGroup(group.Key.F, group.Key.Alias, group.Key.Note, [.. group.Select(line => line.Q)])),
    ];

    /// <summary>The held-out questions.</summary>
    public IReadOnlyList<WorldQuestion> Questions(string file = "test") =>
        [.. Lines<TestLine>(file).Select(line => new WorldQuestion(line.Stratum, line.Q, line.Alias, line.Note, line.Answer))];

    /// <summary>The documents of the expert (<c>corpus</c>, <c>night_docs</c>) or of the index (<c>index</c>).</summary>
    public IReadOnlyList<WorldDocument> Documents(string file = "corpus") => [.. Lines<WorldDocument>(file)];

    /// <summary>
    /// Writes the world as a domain's owner would supply it: <c>documents/*.md</c> and <c>notes.jsonl</c>, so that a recipe is measured on the
    /// same way that the product goes.
    /// </summary>
    public void WriteTo(string folder, string documents = "corpus", string groups = "train")
    {
        Directory.CreateDirectory(Path.Combine(folder, "documents"));
        foreach (var document in Documents(documents))
        {
            File.WriteAllText(Path.Combine(folder, "documents", document.Id + ".md"), $"---\ntitle: {document.Title} {document.Id}\n---\n{document.Text}\n");
        }

        File.WriteAllLines(Path.Combine(folder, "notes.jsonl"), Groups(groups).Select(group => JsonSerializer.Serialize(
            new { group = group.Fact ?? "nowhere", kind = group.Note is null ? "unknown" : group.ByNickname ? "nickname" : "fact", note = group.Note, wordings = group.Wordings })));
    }

    private IEnumerable<T> Lines<T>(string name)
    {
        using var file = File.OpenRead(Path.Combine(_folder, name + ".jsonl.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<T>(line, _json)!;
        }
    }

    private sealed record TrainingLine(string? F, string Q, bool Alias, string? Note);

    private sealed record TestLine(string Stratum, string Q, bool Alias, string? Note, string? Answer);
}
