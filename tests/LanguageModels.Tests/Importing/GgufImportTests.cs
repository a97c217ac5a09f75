using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Tests.Graphs;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

/// <summary>SmolLM2-135M-Instruct from its GGUF file against an independent float64 forward pass of the same weights.</summary>
public sealed class GgufImportTests
{
    private const int Layers = 30, KeyValueHeads = 3, HeadSize = 64, Vocabulary = 49152;

    private static bool RunsAll => Environment.GetEnvironmentVariable("GATEWAY_SUITES") == "all";

    /// <summary>
    /// Tolerances as the reference recommends them for float32 arithmetic; minima keep the file's own 4 bits, so they must hold
    /// them too. The shortest prompts and the beginnings of four slices; all prompts, whole slices and float32 with GATEWAY_SUITES=all.
    /// </summary>
    [Theory]
    [InlineData(Precision.Int4Minimum)]
    [InlineData(Precision.Float32)]
    public async Task Logits_and_likelihoods_of_the_real_model_equal_the_reference(Precision precision)
    {
        var gguf = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        Assert.SkipWhen(gguf is null, SharedFolder.SkipReason);
        Assert.SkipUnless(RunsAll || precision == Precision.Int4Minimum, "half a gigabyte of float32 weights is written only with GATEWAY_SUITES=all");
        using var folder = new TemporaryFolder();
        var options = new ImportOptions { Precision = precision, AccuracyLevel = 0, ContextLength = 1024 };
        await ModelImport.ImportAsync(gguf!, folder.Path, options, null, TestContext.Current.CancellationToken);
        using var forward = new PlainForward(folder[DecoderGraph.ScoringFile], Layers, KeyValueHeads, HeadSize);

        foreach (var prompt in Golden("logits.jsonl").Where(prompt => RunsAll || prompt["ids"]!.AsArray().Count < 16))
        {
            CheckLogits(prompt, forward);
        }

        foreach (var slice in Golden("nll.jsonl").Where(slice => RunsAll ? (int)slice["slice"]! % 4 == 0 : (int)slice["slice"]! == 4))
        {
            var ids = GoldenDecoder.Ids(slice["ids"]!);
            var first = slice["first8"]!.AsArray().Select(value => (double)value!).ToArray();
            ids = RunsAll ? ids : ids[..(first.Length + 1)];
            var losses = Likelihood.Losses(forward.Logits(ids), ids);
            Assert.Equal(first, losses.Take(first.Length), (a, b) => Math.Abs(a - b) < 1e-3);
            Assert.True(!RunsAll || Math.Abs((double)slice["nll_mean"]! - losses.Average()) < 1e-4);
        }
    }

    private static void CheckLogits(JsonNode prompt, PlainForward forward)
    {
        var logits = forward.Logits(GoldenDecoder.Ids(prompt["ids"]!));
        foreach (var position in prompt["positions"]!.AsArray())
        {
            // Positions beyond the prompt are of its continuation, which the greedy tokens below stand for.
            var at = (int)position!["pos"]!;
            if (at < logits.Length / Vocabulary)
            {
                var row = logits.AsSpan(at * Vocabulary, Vocabulary);
                var top = GoldenDecoder.Ids(position["top"]!);
                var expected = position["logits"]!.AsArray().Select(logit => (float)logit!).ToArray();
                for (var i = 0; i < top.Length; i++)
                {
                    Assert.Equal(expected[i], row[top[i]], 2e-3f);
                }
            }
        }

        Assert.Equal((int)prompt["greedy"]![0]!, TensorPrimitives.IndexOfMax<float>(logits.AsSpan()[^Vocabulary..]));
    }

    private static IEnumerable<JsonNode> Golden(string name) => File.ReadLines(SharedFolder.File("goldens", "smollm2", name)!).Select(line => JsonNode.Parse(line)!);
}
