using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trainer.Corpus;

/// <summary>Reads and writes <c>manifest.json</c> of a corpus. Its hash is that of the same JSON with an empty hash.</summary>
internal static partial class ManifestJson
{
    public const string FileName = "manifest.json";

    private const long LongestManifest = 256 << 20;

    public static CorpusManifest Hashed(CorpusManifest manifest) => manifest with { Hash = HashOf(manifest) };

    public static byte[] Write(CorpusManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, CorpusJson.Default.CorpusManifest);

    /// <exception cref="InvalidDataException">It is missing, damaged or was changed.</exception>
    public static CorpusManifest Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists || file.Length > LongestManifest)
        {
            throw Refused(file.FullName, file.Exists ? $"it has {file.Length} bytes; expected at most {LongestManifest}" : "it is missing");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), CorpusJson.Default.CorpusManifest) ?? throw Refused(file.FullName, "it is empty");
            return HashOf(manifest) == manifest.Hash ? manifest : throw Refused(file.FullName, "its hash is not that of its content");
        }
        catch (JsonException problem)
        {
            throw Refused(file.FullName, problem.Message);
        }
    }

    private static string HashOf(CorpusManifest manifest) => Convert.ToHexStringLower(SHA256.HashData(Write(manifest with { Hash = "" })));

    private static InvalidDataException Refused(string path, string why) => new($"'{path}' is no manifest of a corpus: {why}. Build the corpus again.");

    [JsonSourceGenerationOptions(
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true,
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
    [JsonSerializable(typeof(CorpusManifest))]
    private sealed partial class CorpusJson : JsonSerializerContext;
}
