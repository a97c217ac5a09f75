using Bench.Generation;
using LanguageModels.Graphs;

// dotnet run -c Release --project bench/Generation -- [--threads n] [--precision name] [--peer folder with node-llama-cpp] [--rounds n] [--only memory|steps|serving|lookup] [--cache exact|int8|int4] [--folder imported before, for memory]
var options = Options.Parse(args);
using var model = await BenchModel.ImportAsync(options);
Console.WriteLine($"threads {options.Threads}, {(options.Threads == 1 ? "CPU time" : "wall clock")}, {options.Precision ?? Precision.Int4Minimum}, cache {options.Cache}, ONNX Runtime {LanguageModels.Sessions.OnnxRuntimeLibrary.Version}");
if (options.Runs("memory"))
{
    await MemoryBench.RunAsync(model, options);
}

if (options.Runs("steps"))
{
    StepBench.Run(model, options);
}

if (options.Runs("serving"))
{
    await ServingBench.RunAsync(model, options);
}

if (options.Runs("lookup"))
{
    await LookupBench.RunAsync(model, options);
}
