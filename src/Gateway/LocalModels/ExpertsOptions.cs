using LanguageModels.Rewriting;
using LanguageModels.Sessions;

namespace Gateway.LocalModels;

/// <summary>Settings of the models that run in this process, under <c>Experts</c>.</summary>
internal sealed record ExpertsOptions
{
    /// <summary>Folder of the expert registry. Default: <c>registry</c> in the data folder.</summary>
    public string? RegistryFolder { get; init; }

    /// <summary>Most memory of all loaded models together, MiB; those not used for longest make room. 64 to 16,777,216, default 4096.</summary>
    public int MemoryMegabytes { get; init; } = 4096;

    /// <summary>Requests that one model answers at once; each takes cache memory for its context. 1 to 256, default 16.</summary>
    public int Slots { get; init; } = 16;

    /// <summary>Most tokens of prompt and answer together, at most what the model itself allows. 128 to 1,000,000, default 2048.</summary>
    public int ContextTokens { get; init; } = 2048;

    /// <summary>How keys and values are kept: Exact, Int8 or Int4. Default: 8 bits for quantised models, exact for others.</summary>
    public CacheFormat? Cache { get; init; }

    /// <summary>Threads that compute; 0 for as many as the machine has cores. 0 to 1024, default 0.</summary>
    public int Threads { get; init; }

    /// <summary>What computes: the processor, or an NVIDIA card where ONNX Runtime's GPU build is beside the program. Default Cpu.</summary>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>Number of the accelerator, from 0. Default 0.</summary>
    public int Device { get; init; }

    /// <summary>What runs language models. Default Onnx.</summary>
    public ExpertEngine Engine { get; init; } = ExpertEngine.Onnx;

    /// <summary>Path of <c>libonnxruntime-genai.so</c>, needed where <see cref="Engine"/> is GenAi.</summary>
    public string? GenAiLibrary { get; init; }

    /// <summary>Names of experts that are loaded before the gateway listens, so that no request pays for it. Default none.</summary>
    public string[] Preload { get; init; } = [];

    /// <summary>Requests that may wait for a place of one model; more are answered 503. 1 to 100,000, default 256.</summary>
    public int Queue { get; init; } = 256;

    /// <summary>Seconds that a request may wait for a place before it is answered 503. 0.1 to 3600, default 60.</summary>
    public double QueueSeconds { get; init; } = 60;

    /// <summary>Registry name of the embedding model that is served under its own name too; null for none.</summary>
    public string? EmbeddingModel { get; init; }

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        Range(nameof(MemoryMegabytes), MemoryMegabytes, 64, 16_777_216, mistakes);
        Range(nameof(Slots), Slots, 1, 256, mistakes);
        Range(nameof(ContextTokens), ContextTokens, 128, 1_000_000, mistakes);
        Range(nameof(Threads), Threads, 0, 1024, mistakes);
        Range(nameof(Queue), Queue, 1, 100_000, mistakes);
        Range(nameof(QueueSeconds), QueueSeconds, 0.1, 3600, mistakes);
        Range(nameof(Device), Device, 0, 1024, mistakes);
        CheckEngine(mistakes);
        foreach (var wrong in Preload.Where(name => !ExpertName.TryParse(ExpertName.Prefix + name, out _)))
            mistakes.Add($"Experts:Preload has '{wrong}'; expected names in the registry, as 'Cli models list' shows them.");
        if (EmbeddingModel is { } name && !ExpertName.TryParse(ExpertName.Prefix + name, out _))
            mistakes.Add($"Experts:EmbeddingModel is '{name}'; expected the name of an embedding model in the registry, as 'Cli models list' shows it.");
    }

    private void CheckEngine(List<string> mistakes)
    {
        if (Engine == ExpertEngine.GenAi && GenAiLibrary is not { Length: > 0 })
            mistakes.Add("Experts:Engine is GenAi, which needs Experts:GenAiLibrary, the path of libonnxruntime-genai.so.");
        else if (Engine == ExpertEngine.GenAi && !File.Exists(GenAiLibrary))
            mistakes.Add($"Experts:GenAiLibrary is '{GenAiLibrary}', which does not exist.");
        else if (Engine == ExpertEngine.Onnx && GenAiLibrary is { Length: > 0 })
            mistakes.Add("Experts:GenAiLibrary is set, but Experts:Engine is Onnx; expected GenAi, or no library.");
    }

    private static void Range(string key, double value, double least, double most, List<string> mistakes)
    {
        if (!(value >= least && value <= most))
            mistakes.Add(FormattableString.Invariant($"Experts:{key} is {value}; expected {least} to {most}."));
    }
}
