using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Experts.Registry;

/// <summary>Hashes the files of a folder, streamed.</summary>
internal static class FolderHash
{
    public const int MostFiles = 10_000;

    private const int BufferBytes = 1 << 20;

    /// <summary>Relative paths of all files but the manifest, in ordinal order. Links are refused: they lead out of what was hashed.</summary>
    /// <exception cref="RegistryException">The folder holds a link, a name that not every system takes, or too many files.</exception>
    public static ImmutableArray<string> Files(string folder)
    {
        var paths = new List<string>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            var path = Path.GetRelativePath(folder, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry.LinkTarget is not null)
            {
                throw new RegistryException($"'{entry.FullName}' is a link; expected files and folders alone.");
            }

            if (entry is DirectoryInfo || path == ManifestFormat.FileName)
            {
                continue;
            }

            paths.Add(RegistryNames.IsPath(path) ? path : throw new RegistryException($"'{entry.FullName}' has a name that not every system takes."));
        }

        paths.Sort(StringComparer.Ordinal);
        return paths.Count <= MostFiles ? [.. paths] : throw new RegistryException($"'{folder}' holds {paths.Count} files; expected at most {MostFiles}.");
    }

    /// <summary>Hashes all files.</summary>
    public static async Task<ImmutableArray<ManifestFile>> ComputeAsync(
        string folder, IProgress<RegistryProgress>? progress, CancellationToken cancellationToken)
    {
        var files = Files(folder).Select(path => new FileInfo(Path.Combine(folder, path))).ToList();
        var total = files.Sum(file => file.Length);
        var done = 0L;
        var hashed = ImmutableArray.CreateBuilder<ManifestFile>(files.Count);
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            var (hash, bytes) = await HashAsync(file.FullName, read => progress?.Report(new RegistryProgress(path, done + read, total)), cancellationToken);
            done += bytes;
            hashed.Add(new ManifestFile(path, bytes, hash));
        }

        return hashed.MoveToImmutable();
    }

    private static async Task<(string Hash, long Bytes)> HashAsync(string path, Action<long> read, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var buffer = new byte[BufferBytes];
        var total = 0L;
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            total += count;
            read(total);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), total);
    }
}
