namespace LanguageModels.Sessions;

/// <summary>What computes a graph.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA graphics card; needs the GPU build of the native library.</summary>
    Cuda,
}
