using System.Collections.Immutable;

namespace Experts.Registry;

/// <summary>Compares a version's folder with its manifest.</summary>
internal static class VersionCheck
{
    /// <summary>Every file is there with its length: finds a torn version without reading it.</summary>
    /// <exception cref="RegistryException">One is not.</exception>
    public static void Lengths(string folder, ExpertManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var found = new FileInfo(Path.Combine(folder, file.Path));
            if (!found.Exists || found.Length != file.Bytes)
            {
                throw Refused(folder, $"'{file.Path}' {(found.Exists ? $"has {found.Length} bytes; expected {file.Bytes}" : "is missing")}");
            }
        }
    }

    /// <summary>The files that were hashed are those of the manifest.</summary>
    /// <exception cref="RegistryException">They are not.</exception>
    public static void Hashes(string folder, ExpertManifest manifest, ImmutableArray<ManifestFile> found)
    {
        var expected = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var file in found)
        {
            if (!expected.Remove(file.Path, out var known))
            {
                throw Refused(folder, $"'{file.Path}' is not in its manifest");
            }

            if (file != known)
            {
                throw Refused(folder, $"'{file.Path}' was changed: expected sha256 {known.Sha256}, found {file.Sha256}");
            }
        }

        if (expected.Count > 0)
        {
            throw Refused(folder, $"'{expected.Keys.Order(StringComparer.Ordinal).First()}' is missing");
        }
    }

    private static RegistryException Refused(string folder, string why) =>
        new($"'{folder}' is refused: {why}. Make another version current, remove this one and import it again.");
}
