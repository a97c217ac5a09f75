using System.Collections.Immutable;

namespace Experts.Registry;

/// <summary>What <c>manifest.json</c> of a version says: whose it is, what it is, and every file with its hash.</summary>
/// <param name="Name">The expert.</param>
/// <param name="Version">Hash of <paramref name="Facts"/> and <paramref name="Files"/>; 64 lower-case hexadecimal digits.</param>
/// <param name="Created">When it was added. Not part of the hash: the same content added twice is one version.</param>
/// <param name="Facts">What it is.</param>
/// <param name="Files">All files but the manifest, in ordinal order of their paths.</param>
public sealed record ExpertManifest(
    string Name, string Version, DateTimeOffset Created, ExpertFacts Facts, ImmutableArray<ManifestFile> Files)
{
    /// <summary>Bytes of all files together.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
