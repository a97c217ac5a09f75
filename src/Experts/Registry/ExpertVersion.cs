namespace Experts.Registry;

/// <summary>One immutable version of an expert.</summary>
/// <param name="Name">The expert.</param>
/// <param name="Version">Content hash; 64 lower-case hexadecimal digits.</param>
/// <param name="Folder">Full path of its GenAI model folder. The registry never changes a file in it.</param>
public sealed record ExpertVersion(string Name, string Version, string Folder)
{
    /// <summary>What its manifest says; null for a folder that no registry keeps.</summary>
    public ExpertManifest? Manifest { get; init; }
}
