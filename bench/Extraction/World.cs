using System.Text.Json;
using Retrieval.Documents;
using Retrieval.Ingestion;
using Retrieval.Search;
using Retrieval.Stores;

namespace Bench.Extraction;

/// <summary>The invented world's index, ingested into a store of its own, with its questions.</summary>
internal sealed class World
{
    private const int Passages = 20;
    private readonly PassageSearch _search;

    private World(DocumentStore store, string folder)
    {
        Store = store;
        Folder = folder;
        _search = new PassageSearch(store);
    }

    public DocumentStore Store { get; }

    public string Folder { get; }

    public static async Task<World> OpenAsync(string shared, string work)
    {
        var folder = Path.Combine(shared, "data", "invented-world");
        var documents = Directory.CreateDirectory(Path.Combine(work, "documents")).FullName;
        foreach (var line in Data.Lines(Path.Combine(folder, "index.jsonl.gz")))
        {
            var text = $"{line.GetProperty("title").GetString()}\n\n{line.GetProperty("text").GetString()}\n";
            await File.WriteAllTextAsync(Path.Combine(documents, line.GetProperty("id").GetString() + ".txt"), text);
        }

        var store = DocumentStore.Open(Path.Combine(work, "world.db"), TimeProvider.System);
        await new Ingestor(store).IngestAsync(documents, "world", new Progress<IngestionProgress>(), CancellationToken.None);
        return new World(store, folder);
    }

    public IReadOnlyList<Passage> Search(string question) =>
        _search.SearchAsync(new SearchQuery(question, ["world"], Passages, null), CancellationToken.None).GetAwaiter().GetResult();

    public PassageSearch.Found Find(string question) => _search.FindAsync(new SearchQuery(question, ["world"], Passages, null), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Test questions of a stratum; the answer is null for unanswerable ones.</summary>
    public List<(string Text, string? Answer)> Test(string stratum) =>
        [.. Data.Lines(Path.Combine(Folder, "test.jsonl.gz"))
            .Where(l => l.GetProperty("stratum").GetString() == stratum)
            .Select(l => (l.GetProperty("q").GetString()!, l.GetProperty("answer").GetString()))];

    /// <summary>Every n-th training question about a fact that the index holds (or, unanswerable ones: does not).</summary>
    public List<(string Text, string? Answer)> Train(int every)
    {
        var facts = Data.Lines(Path.Combine(Folder, "facts.jsonl.gz")).ToDictionary(f => f.GetProperty("id").GetString()!);
        return [.. Data.Lines(Path.Combine(Folder, "train.jsonl.gz"))
            .Where((_, i) => i % every == 0)
            .Where(l => !l.GetProperty("alias").GetBoolean())
            .Select(l => (Text: l.GetProperty("q").GetString()!, Fact: Fact(l, facts)))
            .Where(q => q.Fact is null || Where(q.Fact.Value) is not "expert")
            .Select(q => (q.Text, q.Fact is { } f && Where(f) is "both" or "index" ? q.Fact.Value.GetProperty("value").GetString() : null))];
    }

    /// <summary>Every training question about a fact, with the fact's attribute and the sentence that states it.</summary>
    public List<(string Text, string Attribute, string? Note)> Attributes()
    {
        var facts = Data.Lines(Path.Combine(Folder, "facts.jsonl.gz")).ToDictionary(f => f.GetProperty("id").GetString()!);
        return [.. Data.Lines(Path.Combine(Folder, "train.jsonl.gz"))
            .Where(l => l.GetProperty("f").GetString() is not null)
            .Select(l => (l.GetProperty("q").GetString()!, facts[l.GetProperty("f").GetString()!].GetProperty("rel").GetString()!, l.GetProperty("note").GetString()))];
    }

    private static JsonElement? Fact(JsonElement line, Dictionary<string, JsonElement> facts) =>
        line.GetProperty("f").GetString() is { } id ? facts[id] : null;

    private static string? Where(JsonElement? fact) => fact?.GetProperty("where").GetString();

    /// <summary>The scoring rule of the invented world: the answer occurs as a whole run of words.</summary>
    public static bool Holds(string text, string answer) => $" {Normal(text)} ".Contains($" {Normal(answer)} ", StringComparison.Ordinal);

    private static string Normal(string text) => string.Join(' ', new string([.. text.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal)
        .Select(c => char.IsAsciiLetterOrDigit(c) || c == ':' ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
