using System.Diagnostics;
using System.Globalization;
using Retrieval.Crasher;
using Retrieval.Embeddings;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class CrashSuite : StoreSuite
{
    /// <summary>Killed in the middle of whatever it does: afterwards the store is what some whole number of operations leave, and it goes on.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 19)]
    [InlineData(3, 28)]
    [InlineData(4, 39)]
    public async Task A_killed_process_leaves_a_whole_prefix_of_its_operations(int seed, int killAfter)
    {
        using var folder = new TestFolder();
        var path = folder.In("crash.db");
        var done = await KillAfterAsync(path, seed, killAfter);
        await using var expected = Case();
        var replay = new CrashScript(expected.Store, expected.Index, seed);
        var versions = new List<string>();
        for (var at = 0; at <= done + 1; at++)
        {
            await replay.DoAsync(at);
            versions.Add(expected.Store.IndexVersion);
        }

        var store = DocumentStore.Open(path, TimeProvider.System);
        await using var index = Open(store);
        Assert.Contains(store.IndexVersion, versions.Skip(done));
        AssertWhole(store);
        await new EmbeddingUpdater(store, index, CrashScript.Models[0].Model).RunAsync(new Progress<EmbeddingProgress>(), StoreCase.Token);
        Assert.Equal(["first"], store.EmbeddingSpaces.Select(space => space.Model));
        AssertWhole(store);
        var counts = await index.CountAsync(StoreCase.Token);
        Assert.Equal(counts.Documents + counts.Chunks, counts.Vectors);
    }

    private static async Task<int> KillAfterAsync(string path, int seed, int operations)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Retrieval.Crasher.dll"), path, seed.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        var done = -1;
        while (done < operations && await process.StandardOutput.ReadLineAsync(StoreCase.Token) is { } line)
        {
            done = int.Parse(line, CultureInfo.InvariantCulture);
        }

        process.Kill(); // SIGKILL, while the next operation runs.
        while (await process.StandardOutput.ReadLineAsync(StoreCase.Token) is { } line)
        {
            done = int.TryParse(line, CultureInfo.InvariantCulture, out var last) ? last : done;
        }

        await process.WaitForExitAsync(StoreCase.Token);
        return done;
    }

    /// <summary>Every vector belongs to something that is there, every document that has codes has all its vectors, and both indexes are sound.</summary>
    private static void AssertWhole(DocumentStore store)
    {
        using var snapshot = store.BeginRead(StoreCase.Token);
        var connection = snapshot.Connection;
        Assert.Equal("ok", connection.Scalar("PRAGMA integrity_check", snapshot.Transaction));
        Assert.Equal(connection.Scalar("SELECT count(*) FROM documents", snapshot.Transaction), connection.Scalar("SELECT count(*) FROM document_words_docsize", snapshot.Transaction));
        foreach (var space in new VectorTables(connection, snapshot.Transaction).Spaces())
        {
            Assert.Equal(0L, connection.Scalar($"SELECT count(*) FROM codes_{space.Id} WHERE document NOT IN (SELECT number FROM documents)", snapshot.Transaction));
            Assert.Equal(0L, connection.Scalar(
                $"SELECT count(*) FROM vectors_{space.Id} WHERE owner > 0 AND owner NOT IN (SELECT id FROM chunks) OR owner < 0 AND -owner NOT IN (SELECT number FROM documents)", snapshot.Transaction));
            Assert.Equal(0L, connection.Scalar(
                $"SELECT count(*) FROM chunks WHERE document IN (SELECT document FROM codes_{space.Id}) AND id NOT IN (SELECT owner FROM vectors_{space.Id})", snapshot.Transaction));
        }
    }
}
