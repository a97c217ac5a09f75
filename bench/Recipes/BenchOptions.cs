using System.Collections.Immutable;
using System.Globalization;
using Trainer.Stages;

namespace RecipeBench;

/// <summary>What to measure: <c>--recipe tiny --seeds 1,2,3 --threads 1 --night --folder DIR</c>.</summary>
internal sealed record BenchOptions(Recipe Recipe, ImmutableArray<ulong> Seeds, int Threads, bool Night, string Folder)
{
    public static BenchOptions Read(string[] arguments) => new(
        Recipes.All.First(recipe => recipe.Name == (Value(arguments, "--recipe") ?? Recipes.Tiny.Name)),
        [.. (Value(arguments, "--seeds") ?? "1").Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture))],
        int.Parse(Value(arguments, "--threads") ?? "1", CultureInfo.InvariantCulture),
        arguments.Contains("--night"),
        Value(arguments, "--folder") ?? Path.Combine(Path.GetTempPath(), "recipe-bench"));

    private static string? Value(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var place && place + 1 < arguments.Length ? arguments[place + 1] : null;
}
