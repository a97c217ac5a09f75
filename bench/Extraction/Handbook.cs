using System.Text.Json;
using Retrieval.Documents;
using Retrieval.Ingestion;
using Retrieval.Search;
using Retrieval.Stores;

namespace Bench.Extraction;

/// <summary>The sample domain, ingested as the product does it, with its questions.</summary>
internal sealed class Handbook
{
    /// <summary>Stratum of <see cref="Paraphrases"/>.</summary>
    public const string Nameless = "nameless paraphrase";

    private readonly PassageSearch _search;
    private readonly string _folder;

    private Handbook(DocumentStore store, string folder)
    {
        Store = store;
        _folder = folder;
        _search = new PassageSearch(store);
    }

    public DocumentStore Store { get; }

    public static async Task<Handbook> OpenAsync(string samples, string work)
    {
        var store = DocumentStore.Open(Path.Combine(work, "handbook.db"), TimeProvider.System);
        var report = await new Ingestor(store).IngestAsync(
            Path.Combine(samples, "documents"), "handbook", new Progress<IngestionProgress>(), CancellationToken.None);
        Console.WriteLine($"handbook: {report.Added} documents, {report.Failed.Count} failed");
        return new Handbook(store, samples);
    }

    public IReadOnlyList<Passage> Search(string question, int limit = 20) =>
        _search.SearchAsync(new SearchQuery(question, ["handbook"], limit, null), CancellationToken.None).GetAwaiter().GetResult();

    public PassageSearch.Found Find(string question) => _search.FindAsync(new SearchQuery(question, ["handbook"], 20, null), CancellationToken.None).GetAwaiter().GetResult();

    public List<HandbookQuestion> Questions(string part) =>
        [.. File.ReadLines(Path.Combine(_folder, "questions", part + ".jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Select(l => new HandbookQuestion(
            l.GetProperty("stratum").GetString()!,
            l.GetProperty("q").GetString()!,
            Strings(l, "answers"),
            Strings(l, "documents"),
            Strings(l, "sentences"),
            l.GetProperty("fact").GetString()))];

    /// <summary>
    /// Far wordings of facts that documents state of themselves, for tuning: the development questions have far wordings of
    /// facts about named things only.
    /// </summary>
    public List<HandbookQuestion> Paraphrases()
    {
        var gold = Questions("development").Where(q => q.Answers.Count > 0).GroupBy(q => q.Fact!).ToDictionary(g => g.Key, g => g.First());
        return [.. Lines("paraphrases.txt").Select(line => line.Split(" | ")).Select(parts => gold[parts[0]] with { Text = parts[1], Stratum = Nameless })];
    }

    /// <summary>Which attribute each fact is about.</summary>
    public Dictionary<string, string> Attributes() =>
        File.ReadLines(Path.Combine(_folder, "facts.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(f => f.GetProperty("id").GetString()!, f => f.GetProperty("relation").GetString()!);

    private static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(typeof(Handbook).Assembly.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }

    private static List<string> Strings(JsonElement line, string name) =>
        line.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(x => x.GetString()!)] : [];
}

internal sealed record HandbookQuestion(string Stratum, string Text, List<string> Answers, List<string> Documents, List<string> Sentences, string? Fact)
{
    public bool IsRight(Passage passage, string sentence) =>
        Documents.Contains(passage.Path) && Answers.Exists(answer => World.Holds(sentence, answer));
}
