using System.Text;
using Retrieval.Crasher;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class DeletionSuite : StoreSuite
{
    [Fact]
    public async Task A_deleted_document_is_found_by_nobody_and_held_nowhere()
    {
        await using var store = Case();
        var model = new WordHashing("m");
        await store.With("keep.txt", "heron lives");
        await store.With("gone.md", "# Vertraulich\n\nquagmire xylophone zebra");
        await store.EmbedAsync(model);
        Assert.Equal(new IndexCounts(2, 2, 4), await store.Index.CountAsync(StoreCase.Token));
        Assert.Equal(1, await store.Intake.RemoveAsync(["d/gone.md"], StoreCase.Token));
        Assert.Equal(new IndexCounts(1, 1, 2), await store.Index.CountAsync(StoreCase.Token));
        Assert.Empty(await store.FindAsync("quagmire"));
        Assert.Empty(await store.FindAsync("quagmire", RetrievalUnit.Chunk));
        Assert.DoesNotContain("gone.md", (await store.NearAsync(model, "quagmire xylophone zebra")).Paths);
        AssertNoRows(store);
    }

    [Fact]
    public async Task Not_even_the_bytes_of_a_deleted_document_stay_in_the_files()
    {
        await using var store = Case();
        var model = new WordHashing("m");
        await store.With("keep.txt", "heron lives");
        await store.With("gone.md", "# Vertraulich\n\nquagmire xylophone zebra " + string.Join(' ', Enumerable.Range(0, 400).Select(i => $"quagmire{i}")));
        await store.EmbedAsync(model);
        var vector = System.Runtime.InteropServices.MemoryMarshal.AsBytes(StoredVector(store).AsSpan())[..64].ToArray();
        Assert.True(Occurs(store.Folder, Encoding.UTF8.GetBytes("quagmire")) && Occurs(store.Folder, vector));
        await store.Intake.RemoveAsync(["d/gone.md"], StoreCase.Token);
        Assert.False(Occurs(store.Folder, Encoding.UTF8.GetBytes("quagmire")), "its words are still in a file");
        Assert.False(Occurs(store.Folder, Encoding.UTF8.GetBytes("Vertraulich")), "its title is still in a file");
        Assert.False(Occurs(store.Folder, vector), "a vector of it is still in a file");
        Assert.True(Occurs(store.Folder, Encoding.UTF8.GetBytes("heron")));
    }

    [Fact]
    public async Task A_replaced_document_is_found_by_its_new_words_alone()
    {
        await using var store = Case();
        var model = new WordHashing("m");
        await store.With("a.txt", "old zebra");
        await store.EmbedAsync(model);
        await store.With("a.txt", "new yak");
        Assert.Empty(await store.FindAsync("zebra"));
        Assert.Single(await store.FindAsync("yak"));
        Assert.Equal(0, (await store.Index.CountAsync(StoreCase.Token)).Vectors);
        await store.EmbedAsync(model);
        Assert.Single((await store.NearAsync(model, "new yak")).Paths);
    }

    private static float[] StoredVector(StoreCase store)
    {
        using var snapshot = store.Store.BeginRead(StoreCase.Token);
        using var vectors = new StoredVectors(snapshot, snapshot.ActiveSpace!);
        return vectors.Of((long)snapshot.Connection.Scalar("SELECT id FROM chunks WHERE text LIKE '%quagmire%'", snapshot.Transaction)!)!;
    }

    private static void AssertNoRows(StoreCase store)
    {
        using var snapshot = store.Store.BeginRead(StoreCase.Token);
        var space = snapshot.ActiveSpace!.Id;
        (string Table, long Rows)[] expected =
        [
            ("documents", 1), ("chunks", 1), ("chunks_fts_docsize", 1), ("document_words_docsize", 1), ($"codes_{space}", 1), ($"vectors_{space}", 2),
            ("chunks_fts WHERE chunks_fts MATCH 'quagmire OR vertraulich'", 0), ("document_occurrences WHERE term LIKE 'quagmir%'", 0),
        ];
        Assert.All(expected, table => Assert.Equal(table.Rows, snapshot.Connection.Scalar($"SELECT count(*) FROM {table.Table}", snapshot.Transaction)));
    }

    private static bool Occurs(string folder, byte[] bytes) => Directory.EnumerateFiles(folder).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(bytes) >= 0;
    });
}
