namespace Experts.Registry;

/// <summary>One immutable version of an expert.</summary>
public sealed record ExpertVersion(string Name, string Version, string Folder);
