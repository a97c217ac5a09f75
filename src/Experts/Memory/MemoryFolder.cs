using System.Security.Cryptography;
using Experts.Registry;

namespace Experts.Memory;

/// <summary>
/// Where a memory lies: <c>&lt;sha256&gt;.memory</c>, perhaps <c>&lt;sha256&gt;.vectors</c> beside it, and <c>current</c> naming the
/// one that answers. A file is written and flushed before the pointer is replaced by one rename; then the old one is deleted, so
/// that what was withdrawn is gone from the disk too. A process that dies between leaves a file that the next writer sweeps away.
/// </summary>
internal static class MemoryFolder
{
    private const string Ending = ".memory";
    private const string Remedy = "Delete the folder and train or fill the memory again.";
    private const int Attempts = 20;

    public static string PathOf(string folder, string version) => Path.Combine(folder, version + Ending);

    /// <summary>The version that the pointer names; null when there is none yet.</summary>
    /// <exception cref="InvalidDataException">The pointer is damaged.</exception>
    public static string? Current(string folder)
    {
        try
        {
            return CurrentPointer.Read(folder);
        }
        catch (RegistryException problem)
        {
            throw new InvalidDataException($"'{Path.Combine(folder, CurrentPointer.FileName)}' is damaged: expected the digits of a SHA-256. {Remedy}", problem);
        }
    }

    /// <summary>Opens what the pointer names. A writer may replace both while this runs: then it looks again.</summary>
    public static NoteMemory Open(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Current(folder) is not { } version)
            {
                return new NoteMemory(MemoryContent.Empty, VersionOf(MemoryFile.Write(MemoryContent.Empty)), null);
            }

            if (ReadBytes(PathOf(folder, version)) is { } bytes)
            {
                return Open(folder, version, bytes);
            }

            if (attempt == Attempts || Current(folder) == version)
            {
                throw new InvalidDataException($"'{PathOf(folder, version)}' is missing, although the pointer beside it names it. {Remedy}");
            }
        }
    }

    /// <summary>Writes a memory under its hash. Nobody reads it before <see cref="Point"/>.</summary>
    /// <returns>Its version.</returns>
    public static string Place(string folder, MemoryContent content, NoteVectors? vectors)
    {
        var bytes = MemoryFile.Write(content);
        var version = VersionOf(bytes);
        Directory.CreateDirectory(folder);
        PlaceFile(PathOf(folder, version), bytes);
        if (vectors is not null)
        {
            PlaceFile(Path.Combine(folder, NoteVectorsFile.NameOf(version)), NoteVectorsFile.Write(vectors));
        }

        return version;
    }

    /// <summary>Writes a file whole or not at all; one that is there already is replaced.</summary>
    public static void PlaceFile(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            DurableFiles.Write(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DurableFiles.FlushNames(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a placed memory the one that answers, and deletes all others.</summary>
    public static void Point(string folder, string version)
    {
        CurrentPointer.Write(folder, version);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => IsStale(Path.GetFileName(file), version)))
        {
            File.Delete(file);
        }
    }

    private static bool IsStale(string name, string version) =>
        name != CurrentPointer.FileName && name != LiveMemory.LockFile && name != version + Ending && name != NoteVectorsFile.NameOf(version);

    private static NoteMemory Open(string folder, string version, byte[] bytes)
    {
        if (VersionOf(bytes) != version)
        {
            throw new InvalidDataException($"'{PathOf(folder, version)}' was changed: its SHA-256 is not its name. {Remedy}");
        }

        var content = MemoryFile.Read(bytes);
        var vectors = ReadBytes(Path.Combine(folder, NoteVectorsFile.NameOf(version)));
        return new NoteMemory(content, version, vectors is null ? null : NoteVectorsFile.Read(vectors, content.Wordings.Count));
    }

    private static byte[]? ReadBytes(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            if (length > MemoryLimits.FileBytes)
            {
                throw new InvalidDataException($"'{path}' has {length} bytes; expected at most {MemoryLimits.FileBytes}. {Remedy}");
            }

            var bytes = new byte[length];
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is > 0 and var count)
            {
                read += count;
            }

            return bytes[..read];
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string VersionOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
