using Retrieval.Crasher;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class ConcurrencySuite : StoreSuite
{
    private const int Readers = 4;
    private const int Writes = 40;

    /// <summary>A writer replaces two documents together, always by equal texts: a reader must see both old or both new.</summary>
    [Fact]
    public async Task Readers_see_whole_states_while_a_writer_works()
    {
        await using var store = Case();
        var model = new WordHashing("m");
        await ReplaceAsync(store, 0);
        await store.EmbedAsync(model);
        using var done = new CancellationTokenSource();
        using var started = new CountdownEvent(Readers);
        var reading = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => ReadAsync(store, model, started, done.Token), StoreCase.Token)).ToList();
        await Task.WhenAny(Task.Run(() => started.Wait(StoreCase.Token), StoreCase.Token), Task.WhenAny(reading));
        for (var i = 1; i <= Writes; i++)
        {
            await ReplaceAsync(store, i);
            if (i % 5 == 0)
            {
                await store.EmbedAsync(model);
            }
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(reading), reads => Assert.InRange(reads, 1, int.MaxValue));
    }

    private static Task ReplaceAsync(StoreCase store, int at) =>
        store.Intake.PutAsync([StoreCase.Incoming("a.txt", $"zebra round{at}"), StoreCase.Incoming("b.txt", $"zebra round{at}")], StoreCase.Token);

    private static async Task<int> ReadAsync(StoreCase store, WordHashing model, CountdownEvent started, CancellationToken done)
    {
        var reads = 0;
        do
        {
            using var snapshot = store.Index.BeginRead(StoreCase.Token);
            var filter = new SearchFilter(["d"]);
            var found = await store.Index.SearchLexicalAsync(snapshot, new LexicalQuery(["zebra"], RetrievalUnit.Chunk), filter, 10, StoreCase.Token);
            var texts = found.Hits.Select(hit => snapshot.Connection.Scalar("SELECT text FROM chunks WHERE id = $i", snapshot.Transaction, ("$i", hit.Id)) as string).ToList();
            Assert.Equal(2, texts.Count);
            Assert.Single(texts.Distinct());
            var near = await store.Index.SearchDenseAsync(snapshot, new DenseQuery(snapshot.ActiveSpace!.Id, model.Vector("zebra"), RetrievalUnit.Chunk), filter, 10, StoreCase.Token);
            Assert.True(near.Hits.Length is 0 or 2, $"{near.Hits.Length} of two documents that are embedded together were found");
            if (reads++ == 0)
            {
                started.Signal();
            }
        }
        while (!done.IsCancellationRequested);

        return reads;
    }
}
