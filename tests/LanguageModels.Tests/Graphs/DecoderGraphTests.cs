using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Graphs;

/// <summary>Graphs of tiny checkpoints against the reference. Tolerances are those of the reference's own float64 check.</summary>
public sealed class DecoderGraphTests
{
    public static TheoryData<string, bool> Checkpoints()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in new[] { "llama-gqa", "llama-tied-rope-llama3", "llama-rope-linear-bias", "llama-rope-yarn", "qwen2", "qwen3", "llama-bf16-sharded", "mistral-window8", "smollm3-nope" })
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Logits_at_every_position_and_greedy_tokens_equal_the_reference(string name, bool isOldConfig)
    {
        var golden = GoldenDecoder.Find(name);
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        using var folder = new TemporaryFolder();
        var config = Path.Combine(golden!.Folder, isOldConfig ? "v4/config.json" : "config.json");
        var shape = HuggingFaceDecoder.Read(ConfigFile.Read(config));
        using (var source = SafetensorsFolder.Open(golden.Folder))
        {
            DecoderGraph.Write(folder.Path, shape, source, new DecoderGraphOptions { Precision = Precision.Float32 });
        }

        using var forward = new PlainForward(Path.Combine(folder.Path, DecoderGraph.ScoringFile), shape.Layers, shape.KeyValueHeads, HeadPadding.Padded(shape.HeadSize));
        foreach (var prompt in golden.Json["full"]!.AsArray())
        {
            var expected = GoldenDecoder.Floats(prompt!["logits"]!);
            var logits = forward.Logits(GoldenDecoder.Ids(prompt["ids"]!));
            Assert.Equal(expected.Length, logits.Length);
            Assert.True(expected.Zip(logits).Max(pair => Math.Abs(pair.First - pair.Second)) < 2e-4, name);
        }

        var run = golden.Json["greedy"]![0]!;
        var ids = GoldenDecoder.Ids(run["ids"]!).ToList();
        foreach (var token in GoldenDecoder.Ids(run["tokens"]!))
        {
            var logits = forward.Logits(ids.ToArray()).AsSpan()[^shape.Vocabulary..];
            Assert.Equal(token, System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits));
            ids.Add(token);
        }
    }
}
