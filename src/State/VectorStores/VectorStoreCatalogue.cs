using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using State.Databases;
using State.Files;

namespace State.VectorStores;

/// <summary>
/// The vector stores of an installation, their files and batches. Their documents lie elsewhere; this says what is to be there,
/// and files in progress are the queue of what is still to be read. May be used from any thread and by several processes.
/// </summary>
public sealed class VectorStoreCatalogue
{
    private readonly string _path;
    private readonly OwnedDatabase _database;
    private readonly TimeProvider _time;

    private VectorStoreCatalogue(string path, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _database = new OwnedDatabase(path, CatalogueSchema.ApplicationId, CatalogueSchema.Version);
    }

    /// <summary>Opens the file, creating it when missing; its folder must exist.</summary>
    /// <exception cref="CatalogueException">It cannot be used, or is not ours.</exception>
    public static VectorStoreCatalogue Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        var catalogue = new VectorStoreCatalogue(Path.GetFullPath(path), time);
        catalogue.Guard(() =>
        {
            catalogue._database.Ensure(CatalogueSchema.Tables);
            return true;
        });
        return catalogue;
    }

    /// <summary>The id of the store of a domain that was read from a folder: always the same for the same name.</summary>
    public static string IdOfFolder(string domain) => "vs_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(domain)).AsSpan(0, 12));

    /// <summary>Makes a store.</summary>
    /// <param name="name">What people call it; may be empty.</param>
    /// <param name="domain">The domain it shall have when that is free; null, or when it is taken, for one named by the store's id.</param>
    /// <param name="owner">Who makes it.</param>
    /// <param name="expiresAfterDays">Days without activity; null for never.</param>
    /// <param name="metadata">What the owner notes.</param>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public VectorStore Create(string name, string? domain, FileOwner owner, int? expiresAfterDays, ImmutableSortedDictionary<string, string> metadata) => Write(transaction =>
    {
        var id = "vs_" + NewDigits();
        var own = domain is not null && !StoreRows.HasDomain(transaction, domain) ? domain : id;
        var store = new VectorStore(id, own, name, owner, Now(), Now()) { ExpiresAfterDays = expiresAfterDays, Metadata = metadata };
        StoreRows.Insert(transaction, store);
        return store;
    });

    /// <summary>Notes domains that were read from folders, so that they have a store; those that have one are left as they are.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public void Adopt(IEnumerable<string> domains)
    {
        var unknown = Read(snapshot => domains.Where(domain => !StoreRows.HasDomain(snapshot, domain)).ToList());
        if (unknown.Count > 0)
        {
            Write(transaction =>
            {
                foreach (var domain in unknown.Where(domain => !StoreRows.HasDomain(transaction, domain)))
                {
                    StoreRows.Insert(transaction, new VectorStore(IdOfFolder(domain), domain, domain, null, Now(), Now()));
                }

                return true;
            });
        }
    }

    /// <summary>All stores, oldest first.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public IReadOnlyList<VectorStore> List() => Read(StoreRows.All);

    /// <summary>The store with this id; null when there is none.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public VectorStore? Find(string id) => Read(snapshot => StoreRows.Find(snapshot, id));

    /// <summary>Writes name, expiry, metadata and last activity of a store; false when there is none.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public bool Update(VectorStore store) => Write(transaction => StoreRows.Update(transaction, store));

    /// <summary>Notes that a store was used now.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public void Touch(string id) => Write(transaction => StoreRows.Touch(transaction, id, Now()));

    /// <summary>Forgets a store with its files and batches; false when there is none.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public bool Delete(string id) => Write(transaction => StoreRows.Delete(transaction, id));

    /// <summary>Puts files into their store, to be read; one that is there already is read again.</summary>
    /// <exception cref="CatalogueException">The file cannot be written, or there is no such store.</exception>
    public void Attach(IReadOnlyList<StoreFile> files) => Write(transaction => Insert(transaction, files));

    /// <summary>The same as a batch.</summary>
    /// <exception cref="CatalogueException">The file cannot be written, or there is no such store.</exception>
    public FileBatch AttachBatch(string storeId, IReadOnlyList<StoreFile> files) => Write(transaction =>
    {
        var id = "vsfb_" + NewDigits();
        BatchRows.Insert(transaction, id, storeId, Now(), Insert(transaction, files));
        return BatchRows.Find(transaction, storeId, id)!; // It was inserted by the line above.
    });

    /// <summary>A file of a store; null when it is not in it.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public StoreFile? FindFile(string storeId, string fileId) => Read(snapshot => StoreFileRows.Find(snapshot, storeId, fileId));

    /// <summary>Where a file is, in all stores.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public IReadOnlyList<StoreFile> PlacesOf(string fileId) => Read(snapshot => StoreFileRows.Of(snapshot, fileId));

    /// <summary>The files that a query names.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public IReadOnlyList<StoreFile> ListFiles(StoreFileQuery query) => Read(snapshot => StoreFileRows.List(snapshot, query));

    /// <summary>How far the files of a store are; null for those of all stores.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public FileCounts CountFiles(string? storeId) => Read(snapshot => StoreFileRows.Count(snapshot, storeId, null));

    /// <summary>Files that are to be read, those that wait longest first.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public IReadOnlyList<StoreFile> Pending(int limit) => Read(snapshot => StoreFileRows.Pending(snapshot, limit));

    /// <summary>A file can be found now; false when it was taken out, cancelled or put in again meanwhile.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public bool Complete(StoreFile file, long usageBytes) =>
        Write(transaction => StoreFileRows.Settle(transaction, file.Sequence, StoreFileStatus.Completed, usageBytes, null, null));

    /// <summary>A file cannot be read; false when it was taken out, cancelled or put in again meanwhile.</summary>
    /// <param name="file">The file.</param>
    /// <param name="code">OpenAI's word: <c>unsupported_file</c>, <c>invalid_file</c> or <c>server_error</c>.</param>
    /// <param name="message">For people.</param>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public bool Fail(StoreFile file, string code, string message) =>
        Write(transaction => StoreFileRows.Settle(transaction, file.Sequence, StoreFileStatus.Failed, 0, code, message));

    /// <summary>Notes other attributes of a file; false when it is not in the store.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public bool SetAttributes(string storeId, string fileId, string attributes) => Write(transaction => StoreFileRows.SetAttributes(transaction, storeId, fileId, attributes));

    /// <summary>Takes a file out of a store; false when it is not in it.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public bool Detach(string storeId, string fileId) => Write(transaction => StoreFileRows.Delete(transaction, storeId, fileId));

    /// <summary>A batch of a store; null when there is none.</summary>
    /// <exception cref="CatalogueException">The file cannot be read.</exception>
    public FileBatch? FindBatch(string storeId, string batchId) => Read(snapshot => BatchRows.Find(snapshot, storeId, batchId));

    /// <summary>Cancels those files of a batch that were not read yet, and returns the batch as it is then; null when there is none.</summary>
    /// <exception cref="CatalogueException">The file cannot be written.</exception>
    public FileBatch? CancelBatch(string storeId, string batchId) => Write(transaction =>
    {
        if (BatchRows.Find(transaction, storeId, batchId) is { Counts.InProgress: > 0 })
        {
            BatchRows.Cancel(transaction, batchId);
        }

        return BatchRows.Find(transaction, storeId, batchId);
    });

    private static List<long> Insert(SqliteTransaction transaction, IReadOnlyList<StoreFile> files) => [.. files.Select(file => StoreFileRows.Insert(transaction, file))];

    private static string NewDigits() => RandomNumberGenerator.GetHexString(24, lowercase: true);

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private T Read<T>(Func<SqliteTransaction, T> read) => Guard(() => _database.Read(read));

    private T Write<T>(Func<SqliteTransaction, T> change) => Guard(() => _database.Write(change));

    private T Guard<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CatalogueException($"The vector stores in '{_path}' cannot be used: {problem.Message} Check that this user may write the file and that the disk is not full.", problem);
        }
    }
}
