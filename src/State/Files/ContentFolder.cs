using System.Buffers;
using System.Security.Cryptography;

namespace State.Files;

/// <summary>
/// The bytes of files, each content once, under the name of its hash. Nothing that a client says becomes part of a path.
/// Who adds or removes holds the database's write lock, so that no process removes what another is about to refer to.
/// </summary>
internal sealed class ContentFolder(string root, TimeProvider time)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Uploads that lie here longer were broken off by a crash.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    private string Incoming => Path.Combine(root, "incoming");

    public void Create()
    {
        Directory.CreateDirectory(Incoming);
        foreach (var left in new DirectoryInfo(Incoming).EnumerateFiles().Where(file => time.GetUtcNow() - file.LastWriteTimeUtc > LongestUpload))
        {
            left.Delete();
        }
    }

    /// <summary>Writes a stream to a file of its own; at most one byte more than the limit is read.</summary>
    public async Task<IncomingFile> ReceiveAsync(Stream content, long limit, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Incoming, RandomNumberGenerator.GetHexString(32, lowercase: true));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            while (size <= limit && await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                size += read;
            }

            file.Flush(flushToDisk: true);
            return new IncomingFile(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives received bytes their lasting place; the write lock is held.</summary>
    public void Keep_NeedsLock(IncomingFile incoming)
    {
        var place = PathOf(incoming.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!); // Below the root: never null.
        if (!File.Exists(place))
        {
            File.Move(incoming.Path, place);
        }
    }

    public void Remove_NeedsLock(string sha256) => File.Delete(PathOf(sha256));

    public Stream OpenRead(string sha256) => new FileStream(
        PathOf(sha256),
        new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    /// <summary>Hashes of all contents.</summary>
    public IEnumerable<string> All() => Directory.EnumerateDirectories(root)
        .Where(folder => Path.GetFileName(folder).Length == 2)
        .SelectMany(Directory.EnumerateFiles)
        .Select(file => Path.GetFileName(file));

    private string PathOf(string sha256) => Path.Combine(root, sha256[..2], sha256);
}
