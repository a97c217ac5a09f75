using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Trainer.Checkpoints;

/// <summary>
/// The file <c>checkpoint.json</c>: the state of the run, and length and SHA-256 of every other file. Its own SHA-256 stands in
/// <c>checkpoint.sha256</c>, so that a changed bit anywhere is noticed.
/// </summary>
internal sealed record CheckpointManifest(long Step, JsonElement State, ImmutableArray<CheckpointManifest.Entry> Files)
{
    public const string FileName = "checkpoint.json";
    public const string HashName = "checkpoint.sha256";

    private const long LongestManifest = 4_000_000;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads the manifest of a folder and compares every file with it.</summary>
    /// <exception cref="CheckpointException">Something is missing, damaged or changed.</exception>
    public static CheckpointManifest ReadChecked(string folder)
    {
        try
        {
            var manifest = Read(folder);
            foreach (var file in manifest.Files)
            {
                Check(folder, file);
            }

            return manifest;
        }
        catch (Exception problem) when (problem is JsonException or IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"'{folder}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Length and hash of a file as it lies there.</summary>
    public static Entry Describe(string folder, string name)
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return new Entry(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    public static string HashOf(ReadOnlySpan<byte> manifest) => Convert.ToHexStringLower(SHA256.HashData(manifest));

    private static CheckpointManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (new FileInfo(path) is { Exists: true, Length: > LongestManifest } large)
        {
            throw Damaged(folder, $"'{FileName}' has {large.Length} bytes; at most {LongestManifest} are expected");
        }

        var bytes = File.ReadAllBytes(path);
        var expected = File.ReadAllText(Path.Combine(folder, HashName), Encoding.ASCII).Trim();
        return expected == HashOf(bytes)
            ? JsonSerializer.Deserialize<CheckpointManifest>(bytes) ?? throw Damaged(folder, $"'{FileName}' is empty")
            : throw Damaged(folder, $"'{FileName}' does not have the hash in '{HashName}'");
    }

    private static void Check(string folder, Entry file)
    {
        if (file.Name != Path.GetFileName(file.Name))
        {
            throw Damaged(folder, $"'{file.Name}' is no file name");
        }

        if (Describe(folder, file.Name) != file)
        {
            throw Damaged(folder, $"'{file.Name}' does not have the {file.Bytes} bytes and the SHA-256 of the manifest");
        }
    }

    private static CheckpointException Damaged(string folder, string why) => new($"'{folder}' is damaged: {why}.");

    /// <summary>A file beside the manifest.</summary>
    internal sealed record Entry(string Name, long Bytes, string Sha256);
}
