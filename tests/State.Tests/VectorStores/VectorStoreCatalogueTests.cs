using System.Collections.Immutable;
using State.Files;
using State.VectorStores;
using Support;
using Xunit;

namespace State.Tests.VectorStores;

public sealed class VectorStoreCatalogueTests : IDisposable
{
    private static readonly FileOwner Ann = new("key_ann", "north");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_store_is_given_back_as_it_was_made_and_changed()
    {
        var catalogue = Open();
        var store = catalogue.Create("Handbook", "handbook", Ann, 7, Notes("team", "a"));
        Assert.Equivalent(store, Open().Find(store.Id), strict: true);
        Assert.Equal(("handbook", _time.GetUtcNow() + TimeSpan.FromDays(7)), (store.Domain, store.ExpiresAt));

        catalogue.Update(store with { Name = "Other", ExpiresAfterDays = null, Metadata = Notes("team", "b") });

        var changed = Open().Find(store.Id)!;
        Assert.Equal(("Other", null, "b"), (changed.Name, changed.ExpiresAt, changed.Metadata["team"]));
    }

    [Fact]
    public void A_domain_that_is_taken_is_not_given_again()
    {
        var catalogue = Open();
        catalogue.Adopt(["handbook"]);

        var store = catalogue.Create("Handbook", "handbook", Ann, null, ImmutableSortedDictionary<string, string>.Empty);

        Assert.Equal(store.Id, store.Domain);
        Assert.Equal(VectorStoreCatalogue.IdOfFolder("handbook"), catalogue.List()[0].Id);
        catalogue.Adopt(["handbook"]);
        Assert.Equal(2, catalogue.List().Count);
    }

    [Fact]
    public void A_store_expires_when_it_was_not_used_for_its_days()
    {
        var catalogue = Open();
        var store = catalogue.Create("a", null, Ann, 1, ImmutableSortedDictionary<string, string>.Empty);
        _time.Advance(TimeSpan.FromHours(23));
        catalogue.Touch(store.Id);
        _time.Advance(TimeSpan.FromHours(23));
        Assert.False(catalogue.Find(store.Id)!.IsExpired(_time.GetUtcNow()));

        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(catalogue.Find(store.Id)!.IsExpired(_time.GetUtcNow()));
    }

    [Fact]
    public void Files_wait_in_the_order_in_which_they_came_until_each_is_settled()
    {
        var catalogue = Open();
        var store = catalogue.Create("a", null, Ann, null, ImmutableSortedDictionary<string, string>.Empty);
        var batch = catalogue.AttachBatch(store.Id, [File(store, "file-1"), File(store, "file-2"), File(store, "file-3")]);
        var waiting = Open().Pending(10);
        Assert.Equal(["file-1", "file-2", "file-3"], waiting.Select(file => file.FileId));

        Assert.True(catalogue.Complete(waiting[0], 100));
        Assert.True(catalogue.Fail(waiting[1], "invalid_file", "It is empty."));

        var counts = catalogue.FindBatch(store.Id, batch.Id)!.Counts;
        Assert.Equal(new FileCounts(1, 1, 1, 0, 100), counts);
        Assert.Equal(counts, catalogue.CountFiles(store.Id));
        Assert.Equal(("invalid_file", "It is empty."), (catalogue.FindFile(store.Id, "file-2")!.ErrorCode, catalogue.FindFile(store.Id, "file-2")!.ErrorMessage));
        Assert.False(catalogue.Complete(waiting[0], 100));
    }

    [Fact]
    public void A_file_that_was_taken_out_cancelled_or_put_in_again_is_not_settled_by_its_old_reading()
    {
        var catalogue = Open();
        var store = catalogue.Create("a", null, Ann, null, ImmutableSortedDictionary<string, string>.Empty);
        var batch = catalogue.AttachBatch(store.Id, [File(store, "file-1"), File(store, "file-2"), File(store, "file-3")]);
        var waiting = catalogue.Pending(10);
        catalogue.Detach(store.Id, "file-1");
        catalogue.Attach([File(store, "file-2")]);

        Assert.False(catalogue.Complete(waiting[0], 1));
        Assert.False(catalogue.Complete(waiting[1], 1));
        var cancelled = catalogue.CancelBatch(store.Id, batch.Id)!;
        Assert.False(catalogue.Complete(waiting[2], 1));
        Assert.True(cancelled.IsCancelled);
        Assert.Equal(1, cancelled.Counts.Cancelled);
        Assert.Equal("file-2", Assert.Single(catalogue.Pending(10)).FileId);
    }

    [Fact]
    public void Files_are_listed_page_by_page_and_by_status()
    {
        var catalogue = Open();
        var store = catalogue.Create("a", null, Ann, null, ImmutableSortedDictionary<string, string>.Empty);
        catalogue.Attach([.. Enumerable.Range(1, 5).Select(i => File(store, $"file-{i}"))]);
        catalogue.Complete(catalogue.Pending(1)[0], 1);
        var query = new StoreFileQuery(store.Id, 2);

        Assert.Equal(["file-5", "file-4"], Ids(catalogue.ListFiles(query)));
        Assert.Equal(["file-3", "file-2"], Ids(catalogue.ListFiles(query with { After = "file-4" })));
        Assert.Equal(["file-1", "file-2"], Ids(catalogue.ListFiles(query with { OldestFirst = true })));
        Assert.Equal(["file-5"], Ids(catalogue.ListFiles(query with { Before = "file-4" })));
        Assert.Equal(["file-1"], Ids(catalogue.ListFiles(query with { Status = StoreFileStatus.Completed })));
    }

    [Fact]
    public void A_deleted_store_takes_its_files_and_batches_with_it()
    {
        var catalogue = Open();
        var store = catalogue.Create("a", null, Ann, null, ImmutableSortedDictionary<string, string>.Empty);
        var batch = catalogue.AttachBatch(store.Id, [File(store, "file-1")]);

        Assert.True(catalogue.Delete(store.Id));

        Assert.Empty(catalogue.PlacesOf("file-1"));
        Assert.Empty(catalogue.Pending(10));
        Assert.Null(catalogue.FindBatch(store.Id, batch.Id));
        Assert.False(catalogue.Delete(store.Id));
    }

    private static IEnumerable<string> Ids(IEnumerable<StoreFile> files) => files.Select(file => file.FileId);

    private static ImmutableSortedDictionary<string, string> Notes(string key, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(key, value);

    private StoreFile File(VectorStore store, string id) => new(store.Id, id, StoreFileStatus.InProgress, _time.GetUtcNow());

    private VectorStoreCatalogue Open() => VectorStoreCatalogue.Open(_folder["vector-stores.db"], _time);
}
