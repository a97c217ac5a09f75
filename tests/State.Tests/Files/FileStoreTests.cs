using State.Files;
using Support;
using Xunit;

namespace State.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private static readonly FileOwner Ann = new("key_ann", "north");
    private static readonly FileOwner Bob = new("key_bob", "north");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_given_back_as_it_came()
    {
        var store = Open();
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7)).ToArray();

        var file = await AddAsync(store, bytes);

        Assert.Equal(bytes, await BytesAsync(store, file));
        Assert.Equal(file, Open().Find(file.Id));
        Assert.Matches("^file-[0-9a-f]{24}$", file.Id);
        Assert.Equal(200_000, file.Size);
        Assert.Equal("rules.md", file.Name);
    }

    [Fact]
    public async Task The_same_bytes_lie_once_until_the_last_file_with_them_is_deleted()
    {
        var store = Open();
        var first = await AddAsync(store, "same"u8.ToArray());
        var second = await AddAsync(store, "same"u8.ToArray());
        Assert.NotEqual(first.Id, second.Id);
        Assert.Single(Contents());

        Assert.True(store.Delete(first.Id));
        Assert.Equal("same"u8.ToArray(), await BytesAsync(store, second));
        Assert.True(store.Delete(second.Id));

        Assert.Empty(Contents());
        Assert.Null(store.Find(second.Id));
        Assert.False(store.Delete(second.Id));
        Assert.Throws<FileStoreException>(() => store.OpenRead(second));
    }

    [Theory]
    [InlineData(0, FileRefusal.Empty)]
    [InlineData(101, FileRefusal.TooLarge)]
    [InlineData(100, FileRefusal.None)]
    public async Task Empty_and_too_large_files_are_refused_and_leave_nothing(int size, FileRefusal expected)
    {
        var store = Open(new FileStoreLimits(100, 1000));

        var upload = await store.AddAsync(Draft(), new MemoryStream(new byte[size]), Token);

        Assert.Equal(expected, upload.Refusal);
        Assert.Equal(expected == FileRefusal.None ? 1 : 0, Contents().Count());
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task An_endless_upload_is_read_to_the_limit_only()
    {
        var store = Open(new FileStoreLimits(1_000_000, 10_000_000));
        var endless = new EndlessStream();

        var upload = await store.AddAsync(Draft(), endless, Token);

        Assert.Equal(FileRefusal.TooLarge, upload.Refusal);
        Assert.InRange(endless.Given, 1_000_001, 1_200_000);
    }

    [Fact]
    public async Task A_full_store_takes_no_more_until_something_is_deleted()
    {
        var store = Open(new FileStoreLimits(100, 150));
        var first = await AddAsync(store, new byte[100]);
        Assert.Equal(FileRefusal.StoreFull, (await store.AddAsync(Draft(), new MemoryStream(new byte[51]), Token)).Refusal);

        store.Delete(first.Id);

        Assert.Equal(FileRefusal.None, (await store.AddAsync(Draft(), new MemoryStream(new byte[51]), Token)).Refusal);
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing()
    {
        var store = Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AddAsync(Draft(), new EndlessStream(), cancelled.Token));

        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task An_expired_file_is_hidden_at_once_and_named_for_removal()
    {
        var store = Open();
        var file = (await store.AddAsync(Draft() with { Lifetime = TimeSpan.FromHours(1) }, new MemoryStream([1]), Token)).File!;
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(store.Find(file.Id));

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(store.Find(file.Id));
        Assert.Empty(store.List(new FileQuery { Tenant = "north" }));
        Assert.Equal(file, Assert.Single(store.ListExpired()));
        Assert.True(store.Delete(file.Id));
        Assert.Empty(Contents());
    }

    [Fact]
    public async Task Lists_are_by_tenant_key_and_purpose_and_go_page_by_page()
    {
        var store = Open();
        var files = new List<StoredFile>();
        for (var i = 0; i < 5; i++)
        {
            files.Add(await AddAsync(store, [(byte)i], i == 4 ? Bob : Ann));
        }

        await store.AddAsync(Draft() with { Owner = new FileOwner("key_ann", null) }, new MemoryStream([9]), Token);
        await store.AddAsync(Draft() with { Purpose = FilePurposes.FineTune }, new MemoryStream([8]), Token);
        var query = new FileQuery { Tenant = "north", Purpose = FilePurposes.Assistants };

        Assert.Equal(Enumerable.Reverse(files), store.List(query));
        Assert.Equal(files.Take(4), store.List(query with { KeyId = "key_ann", OldestFirst = true }));
        Assert.Equal([files[2], files[1]], store.List(query with { After = files[3].Id, Limit = 2 }));
        Assert.Equal([files[3], files[4]], store.List(query with { After = files[2].Id, OldestFirst = true }));
        Assert.Empty(store.List(query with { After = "file-unknown" }));
    }

    [Fact]
    public async Task Bytes_that_a_crash_left_without_a_file_are_removed_at_the_next_opening()
    {
        var kept = await AddAsync(Open(), "kept"u8.ToArray());
        var orphan = Path.Combine(_folder.Path, "files", "content", "ab", "ab" + new string('0', 62));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "left", Token);

        var store = Open();

        Assert.False(File.Exists(orphan));
        Assert.Equal("kept"u8.ToArray(), await BytesAsync(store, kept));
    }

    [Fact]
    public async Task A_purpose_that_nobody_knows_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Open().AddAsync(Draft() with { Purpose = "mischief" }, new MemoryStream([1]), Token));

    [Fact]
    public async Task Uploads_and_deletions_of_the_same_bytes_at_once_never_leave_a_file_without_bytes()
    {
        var (store, other) = (Open(), Open());
        await Parallel.ForAsync(0, 40, Token, async (i, _) =>
        {
            var mine = i % 2 == 0 ? store : other;
            var file = await AddAsync(mine, "shared"u8.ToArray());
            Assert.Equal("shared"u8.ToArray(), await BytesAsync(mine, file));
            mine.Delete(file.Id);
        });

        Assert.Empty(Contents());
    }

    public void Dispose() => _folder.Dispose();

    private FileStore Open(FileStoreLimits? limits = null) => FileStore.Open(Path.Combine(_folder.Path, "files"), limits ?? FileStoreLimits.Default, _time);

    private static FileDraft Draft() => new("rules.md", FilePurposes.Assistants, Ann, null);

    private static async Task<StoredFile> AddAsync(FileStore store, byte[] bytes, FileOwner? owner = null)
    {
        var upload = await store.AddAsync(Draft() with { Owner = owner ?? Ann }, new MemoryStream(bytes), Token);
        return upload.File ?? throw new InvalidOperationException($"refused: {upload.Refusal}");
    }

    private static async Task<byte[]> BytesAsync(FileStore store, StoredFile file)
    {
        await using var content = store.OpenRead(file);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private IEnumerable<string> Contents() =>
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "files", "content"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("incoming"));

    private IEnumerable<string> Incoming() => Directory.EnumerateFiles(Path.Combine(_folder.Path, "files", "content", "incoming"));

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
