namespace Experts.Registry;

/// <summary>A file of a version.</summary>
/// <param name="Path">Relative to the version's folder, with <c>/</c> between folders.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record ManifestFile(string Path, long Bytes, string Sha256);
