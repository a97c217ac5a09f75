namespace LanguageModels.Sessions;

/// <summary>How a graph is run.</summary>
public sealed record SessionSettings
{
    /// <summary>Threads of one forward pass; 0 leaves the number to the library (one a core). Default 0.</summary>
    public int Threads { get; init; }

    /// <summary>What computes. Default the processor.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>Number of the accelerator, from 0.</summary>
    public int Device { get; init; }

    /// <summary>
    /// Rearranges weights for speed when a session opens. Off keeps float32 weights in the mapped file (a rarely used model costs
    /// almost no memory, decoding is 1.3 to 2.2 times slower); quantised graphs need it (46 times slower without).
    /// </summary>
    public bool Prepacking { get; init; } = true;
}
