using System.IO.Compression;
using System.Text.Json;
using Retrieval.Ingestion;
using Retrieval.Stores;
using Retrieval.Stores.Embedded;
using Support;
using Xunit;

namespace Retrieval.Tests.Search;

/// <summary>BM25 against a reference of the same formula over SciFact's 5,183 documents.</summary>
public sealed class Bm25GoldenTests
{
    /// <summary>The reference is rounded to six decimals; sums of some twenty doubles differ by less than that.</summary>
    private const double Tolerance = 2e-6;

    private const string GoldenFile = "bm25.json";

    [Theory]
    [InlineData(true, "bm25_english")]
    [InlineData(false, "bm25_plain")]
    public async Task Ids_and_scores_are_the_references(bool stemming, string column)
    {
        var golden = SharedFolder.File("goldens", "retrieval", GoldenFile);
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        await using var store = new Stores.StoreCase(one => new EmbeddedIndex(one));
        await store.Intake.SetStemmingAsync("d", stemming, Stores.StoreCase.Token);
        var ids = await FillAsync(store);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(golden!, Stores.StoreCase.Token));
        using var snapshot = store.Index.BeginRead(Stores.StoreCase.Token);
        foreach (var query in json.RootElement.GetProperty("queries").EnumerateArray())
        {
            string[] words = Ascii(query.GetProperty("q").GetString()!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var found = await store.Index.SearchLexicalAsync(snapshot, new LexicalQuery(words, RetrievalUnit.Document), new SearchFilter(["d"]), 10, Stores.StoreCase.Token);
            var expected = query.GetProperty(column).EnumerateArray().Select(pair => (Id: pair[0].GetString()!, Score: pair[1].GetDouble())).ToList();
            Assert.Equal(expected.Select(pair => pair.Id), found.Hits.Select(hit => ids[hit.Id]));
            Assert.All(expected.Zip(found.Hits), pair => Assert.Equal(pair.First.Score, pair.Second.Score, Tolerance));
        }
    }

    /// <summary>The reference knows ASCII letters and digits alone; everything else separates words there.</summary>
    private static string Ascii(string text) => new([.. text.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]);

    private static async Task<Dictionary<long, string>> FillAsync(Stores.StoreCase store)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedFolder.File("data", "retrieval", "scifact.docs.jsonl.gz")!), CompressionMode.Decompress));
        var documents = new List<IncomingDocument>();
        while (await reader.ReadLineAsync(Stores.StoreCase.Token) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var text = Ascii($"{json.RootElement.GetProperty("title").GetString()} {json.RootElement.GetProperty("text").GetString()}");
            documents.Add(Stores.StoreCase.Incoming($"{json.RootElement.GetProperty("id").GetString()}.txt", text) with { Title = "", ChunkSize = Retrieval.Chunking.ChunkSize.OfWords(4096) });
        }

        await store.Intake.PutAsync(documents, Stores.StoreCase.Token);
        using var snapshot = store.Store.BeginRead(Stores.StoreCase.Token);
        return snapshot.Connection.Rows("SELECT number, path FROM documents", row => (row.GetInt64(0), row.GetString(1)[..^".txt".Length]), snapshot.Transaction).ToDictionary();
    }
}
