using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.Files;

/// <summary>
/// The files that clients uploaded: a table in SQLite, the bytes beside it, each content once. May be used from any thread and
/// by several processes at once. An upload is either whole or not there; a deleted file is gone when <see cref="Delete"/> returns.
/// </summary>
public sealed class FileStore
{
    private const int ApplicationId = 0x4777466C; // "GwFl"
    private const int SchemaVersion = 1;

    private readonly string _folder;
    private readonly OwnedDatabase _database;
    private readonly ContentFolder _contents;
    private readonly FileStoreLimits _limits;
    private readonly TimeProvider _time;

    private FileStore(string folder, FileStoreLimits limits, TimeProvider time)
    {
        (_folder, _limits, _time) = (folder, limits, time);
        _database = new OwnedDatabase(Path.Combine(folder, "files.db"), ApplicationId, SchemaVersion);
        _contents = new ContentFolder(Path.Combine(folder, "content"), time);
    }

    /// <summary>Opens the store, creating its folder and tables when missing, and removes bytes that a crash left without a file.</summary>
    /// <exception cref="FileStoreException">The folder cannot be used, or is not ours.</exception>
    public static FileStore Open(string folder, FileStoreLimits limits, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(time);
        var store = new FileStore(Path.GetFullPath(folder), limits, time);
        store.Guard(store.Prepare);
        return store;
    }

    /// <summary>Reads the stream to its end, to disk, and keeps it as a file.</summary>
    /// <param name="draft">What is known of the file.</param>
    /// <param name="content">Its bytes; read once, not disposed.</param>
    /// <param name="cancellationToken">Ends the upload; nothing is left of it.</param>
    /// <exception cref="ArgumentException">The purpose is not one of <see cref="FilePurposes.All"/>.</exception>
    /// <exception cref="FileStoreException">The disk is full or the database cannot be written.</exception>
    public async Task<FileUpload> AddAsync(FileDraft draft, Stream content, CancellationToken cancellationToken)
    {
        using var incoming = await ReceiveAsync(content, cancellationToken);
        return Keep(draft, incoming);
    }

    /// <summary>Reads the stream to disk, for callers that learn only afterwards what it is. Reading stops behind the limit of one file.</summary>
    /// <param name="content">Read once, not disposed.</param>
    /// <param name="cancellationToken">Ends the upload; nothing is left of it.</param>
    /// <exception cref="FileStoreException">The folder cannot be written.</exception>
    public async Task<IncomingFile> ReceiveAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            return await _contents.ReceiveAsync(content, _limits.MaxFileBytes, cancellationToken);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw Failed(problem);
        }
    }

    /// <summary>Makes received bytes a file, or says why not.</summary>
    /// <exception cref="ArgumentException">The purpose is not one of <see cref="FilePurposes.All"/>.</exception>
    /// <exception cref="FileStoreException">The database cannot be written.</exception>
    public FileUpload Keep(FileDraft draft, IncomingFile incoming)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(incoming);
        if (!FilePurposes.All.Contains(draft.Purpose))
        {
            throw new ArgumentException($"expected a purpose of {string.Join(", ", FilePurposes.All.Order())}; found '{draft.Purpose}'.", nameof(draft));
        }

        return incoming.Size == 0 ? new FileUpload(null, FileRefusal.Empty)
            : incoming.Size > _limits.MaxFileBytes ? new FileUpload(null, FileRefusal.TooLarge)
            : Guard(() => KeepIfRoom(draft, incoming));
    }

    /// <summary>How much the store takes.</summary>
    public FileStoreLimits Limits => _limits;

    /// <summary>The file with this id; null when there is none, or it has expired.</summary>
    /// <exception cref="FileStoreException">The database cannot be read.</exception>
    public StoredFile? Find(string id) => Guard(() => _database.Read(snapshot => FileRows.Find(snapshot, id, _time.GetUtcNow())));

    /// <summary>The files that a query names, at most its limit.</summary>
    /// <exception cref="FileStoreException">The database cannot be read.</exception>
    public IReadOnlyList<StoredFile> List(FileQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        return Guard(() => _database.Read(snapshot => FileRows.List(snapshot, query, _time.GetUtcNow())));
    }

    /// <summary>The bytes of a file; the caller disposes the stream, which stays readable when the file is deleted meanwhile.</summary>
    /// <exception cref="FileStoreException">The bytes are not there: the file was deleted.</exception>
    public Stream OpenRead(StoredFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Guard(() => _contents.OpenRead(file.Sha256));
    }

    /// <summary>Removes a file, and its bytes unless another file has the same. False when there was none.</summary>
    /// <exception cref="FileStoreException">The database cannot be written.</exception>
    public bool Delete(string id) => Guard(() =>
    {
        var file = _database.Read(snapshot => FileRows.Find(snapshot, id, DateTimeOffset.MinValue));
        return file is not null && Remove(file);
    });

    /// <summary>The files whose time is over and that are still to be removed.</summary>
    /// <exception cref="FileStoreException">The database cannot be read.</exception>
    public IReadOnlyList<StoredFile> ListExpired() => Guard(() => _database.Read(snapshot => FileRows.Expired(snapshot, _time.GetUtcNow())));

    private bool Prepare()
    {
        Directory.CreateDirectory(_folder);
        _contents.Create();
        _database.Ensure(FileRows.Schema);
        _database.Write(transaction =>
        {
            foreach (var orphan in _contents.All().Where(sha256 => !FileRows.IsReferred(transaction, sha256)).ToList())
            {
                _contents.Remove_NeedsLock(orphan);
            }

            return true;
        });
        return true;
    }

    private FileUpload KeepIfRoom(FileDraft draft, IncomingFile incoming) => _database.Write(transaction =>
    {
        if (FileRows.TotalBytes(transaction) + incoming.Size > _limits.MaxTotalBytes)
        {
            return new FileUpload(null, FileRefusal.StoreFull);
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var id = "file-" + RandomNumberGenerator.GetHexString(24, lowercase: true);
        var file = new StoredFile(id, FileNames.Harmless(draft.Name), draft.Purpose, incoming.Size, incoming.Sha256, draft.Owner, now, now + draft.Lifetime);
        _contents.Keep_NeedsLock(incoming);
        FileRows.Insert(transaction, file);
        return new FileUpload(file, FileRefusal.None);
    });

    /// <summary>
    /// The row first, then the bytes under the lock that an upload of the same bytes needs: a crash between the two leaves bytes
    /// without a file, which the next opening removes, never a file without bytes.
    /// </summary>
    private bool Remove(StoredFile file)
    {
        var removed = _database.Write(transaction => FileRows.Delete(transaction, file.Id));
        return _database.Write(transaction =>
        {
            if (!FileRows.IsReferred(transaction, file.Sha256))
            {
                _contents.Remove_NeedsLock(file.Sha256);
            }

            return removed;
        });
    }

    private T Guard<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Failed(problem);
        }
    }

    private FileStoreException Failed(Exception problem) => new(
        $"The files in '{_folder}' cannot be used: {problem.Message} Check that this user may write the folder and that the disk is not full.", problem);
}
