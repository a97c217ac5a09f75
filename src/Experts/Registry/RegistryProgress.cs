namespace Experts.Registry;

/// <summary>How far the files of a version are hashed.</summary>
/// <param name="Path">The file at hand.</param>
/// <param name="BytesDone">Bytes hashed so far, of all files.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
public readonly record struct RegistryProgress(string Path, long BytesDone, long BytesTotal);
