using System.Text.Json;
using System.Text.Json.Serialization;

namespace Experts.Registry;

/// <summary>Reads and writes <c>manifest.json</c> (UTF-8, format 1). A manifest that was read holds together: its version is the hash of the rest.</summary>
internal static partial class ManifestFormat
{
    public const string FileName = "manifest.json";

    private const int Format = 1;
    private const long LongestManifest = 4 << 20;

    public static byte[] Write(ExpertManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(
        new Written
        {
            Format = Format,
            Name = manifest.Name,
            Version = manifest.Version,
            Created = manifest.Created,
            Facts = manifest.Facts,
            Files = [.. manifest.Files],
        },
        ManifestJson.Default.Written);

    /// <summary>Reads the manifest of a version's folder.</summary>
    /// <exception cref="RegistryException">It is missing, damaged or was changed.</exception>
    public static ExpertManifest Read(string folder, string name, string version) => Read(folder, (name, version));

    /// <summary>Reads the manifest of a version that lies outside a registry.</summary>
    /// <exception cref="RegistryException">It is missing, damaged or was changed.</exception>
    public static ExpertManifest Read(string folder) => Read(folder, null);

    private static ExpertManifest Read(string folder, (string Name, string Version)? expected)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > LongestManifest)
            {
                throw Refused(path, file.Exists ? $"it has {file.Length} bytes; expected at most {LongestManifest}" : "it is missing");
            }

            var written = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Written) ?? throw Refused(path, "it is empty");
            var manifest = new ExpertManifest(written.Name, written.Version, written.Created, written.Facts, [.. written.Files]);
            return Flaw(written, manifest, expected ?? (written.Name, written.Version)) is { } flaw ? throw Refused(path, flaw) : manifest;
        }
        catch (JsonException problem)
        {
            throw new RegistryException($"'{path}' is no manifest: {problem.Message} The version is torn; remove it and import it again.", problem);
        }
    }

    private static string? Flaw(Written written, ExpertManifest manifest, (string Name, string Version) expected)
    {
        if (written.Format != Format)
        {
            return $"it has format {written.Format}; expected {Format}";
        }

        if ((manifest.Name, manifest.Version) != expected)
        {
            return $"it is of {manifest.Name}@{manifest.Version}; expected {expected.Name}@{expected.Version}";
        }

        if (manifest.Facts.Flaw() is { } flaw)
        {
            return flaw;
        }

        if (manifest.Files.Length > FolderHash.MostFiles || manifest.Files.FirstOrDefault(IsWrong) is not null)
        {
            return "its list of files is damaged";
        }

        return VersionHash.Of(manifest.Facts, manifest.Files) == expected.Version ? null : "its facts or files are not those whose hash is the version";
    }

    private static bool IsWrong(ManifestFile? file) =>
        file is null || !RegistryNames.IsPath(file.Path) || file.Path == FileName || file.Bytes < 0 || !RegistryNames.IsVersion(file.Sha256);

    private static RegistryException Refused(string path, string why) =>
        new($"'{path}' is refused: {why}. The version is torn or was changed; remove it and import it again.");

    internal sealed record Written
    {
        public required int Format { get; init; }

        public required string Name { get; init; }

        public required string Version { get; init; }

        public required DateTimeOffset Created { get; init; }

        public required ExpertFacts Facts { get; init; }

        public required IReadOnlyList<ManifestFile> Files { get; init; }
    }

    [JsonSourceGenerationOptions(
        WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8)]
    [JsonSerializable(typeof(Written))]
    private sealed partial class ManifestJson : JsonSerializerContext;
}
