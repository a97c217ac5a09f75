namespace Experts.Serving;

/// <summary>The registry holds no such expert, or no such version of it.</summary>
public sealed class ExpertNotFoundException(string name, string? version)
    : Exception(version is null ? $"There is no expert '{name}'." : $"There is no version '{version}' of an expert '{name}'.");
