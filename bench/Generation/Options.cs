using LanguageModels.Graphs;
using LanguageModels.Rewriting;

namespace Bench.Generation;

/// <summary>What to measure.</summary>
internal sealed record Options(int Threads, Precision? Precision, string? Peer, string? Only, string Model, string? Folder, int Rounds, CacheFormat Cache)
{
    public static Options Parse(string[] args)
    {
        var model = Value("--model") ?? Support.SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf")
            ?? throw new InvalidOperationException("name a GGUF file with --model; " + Support.SharedFolder.SkipReason);
        return new Options(
            int.Parse(Value("--threads") ?? "1"), Value("--precision") is { } name ? Enum.Parse<Precision>(name) : null, Value("--peer"), Value("--only"), model, Value("--folder"), int.Parse(Value("--rounds") ?? "3"),
            Enum.Parse<CacheFormat>(Value("--cache") ?? "Int8", ignoreCase: true));

        string? Value(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public bool Runs(string part) => Only is null || Only == part;
}
