using System.Numerics.Tensors;
using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Weights;
using Microsoft.ML.OnnxRuntime;
using Support;
using Xunit;

namespace LanguageModels.Tests.Graphs;

/// <summary>Graphs of tiny checkpoints against the reference. Tolerances are those of the reference's own float64 check.</summary>
public sealed class DecoderGraphTests
{
    private static readonly string[] _names = ["llama-gqa", "llama-tied-rope-llama3", "llama-rope-linear-bias", "llama-rope-yarn", "qwen2", "qwen3", "llama-bf16-sharded", "mistral-window8", "smollm3-nope"];

    /// <summary>Every checkpoint with both ways to write its configuration.</summary>
    public static TheoryData<string, bool> Checkpoints()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in _names)
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
            Assert.Equal(token, TensorPrimitives.IndexOfMax(logits));
            ids.Add(token);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_of_different_length_in_one_batch_do_not_disturb_each_other(string name)
    {
        var golden = GoldenDecoder.Find(name);
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        using var model = new WrittenDecoder(golden!, new DecoderGraphOptions { Precision = Precision.Float32 });
        var prompts = golden!.Json["ragged"]!.AsArray().Select(row => GoldenDecoder.Ids(row!["ids"]!)).ToArray();
        var logits = model.Forward.Logits(prompts, []);

        var width = prompts.Max(prompt => prompt.Length);
        for (var row = 0; row < prompts.Length; row++)
        {
            var last = logits.AsSpan((row * width + prompts[row].Length - 1) * model.Vocabulary, model.Vocabulary);
            foreach (var best in golden.Json["ragged"]![row]!["top5"]!.AsArray())
            {
                Assert.Equal((float)best![1]!, last[(int)best[0]!], 2e-4f);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_likelihood_of_a_text_equals_the_reference(string name)
    {
        var golden = GoldenDecoder.Find(name);
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        using var model = new WrittenDecoder(golden!, new DecoderGraphOptions { Precision = Precision.Float32 });
        var ids = GoldenDecoder.Ids(golden!.Json["nll"]!["ids"]!);

        Assert.Equal((double)golden.Json["nll"]!["mean"]!, Likelihood.Losses(model.Forward.Logits(ids), ids).Average(), 2e-5);
    }

    /// <summary>
    /// Error against the reference as a share of the logits' own size. Random weights have no structure that survives rounding: 0.06
    /// and up to 0.48 were seen in 8 and 4 bits. A wrong layout of blocks, scales or zero points gives 1 and more; what the precisions
    /// cost a real model is measured by bench/Precisions.
    /// </summary>
    [Theory]
    [InlineData(Precision.Int8, 0.08)]
    [InlineData(Precision.Int4, 0.7)]
    [InlineData(Precision.Int4ZeroPoint, 0.7)]
    [InlineData(Precision.Int4Minimum, 0.7)]
    [InlineData(Precision.Mixed, 0.7)]
    public void Quantised_graphs_of_every_family_stay_near_the_reference(Precision precision, double share)
    {
        foreach (var name in _names)
        {
            var golden = GoldenDecoder.Find(name);
            Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
            using var model = new WrittenDecoder(golden!, new DecoderGraphOptions { Precision = precision, AccuracyLevel = 0 });
            var prompt = golden!.Json["full"]![0]!;
            var expected = GoldenDecoder.Floats(prompt["logits"]!);
            var found = model.Forward.Logits(GoldenDecoder.Ids(prompt["ids"]!));
            var error = TensorPrimitives.Distance<float>(expected, found) / TensorPrimitives.Norm<float>(expected);
            TestContext.Current.SendDiagnosticMessage($"{precision} {name}: {error:0.000}");
            Assert.True(error < share, $"{name}: {error:0.000}");
        }
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Mixed)]
    public void The_same_source_and_options_give_the_same_bytes(Precision precision)
    {
        var golden = GoldenDecoder.Find("llama-gqa");
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        var shape = HuggingFaceDecoder.Read(ConfigFile.Read(Path.Combine(golden!.Folder, "config.json")));
        using var source = SafetensorsFolder.Open(golden.Folder);
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        DecoderGraph.Write(first.Path, shape, source, new DecoderGraphOptions { Precision = precision });
        DecoderGraph.Write(second.Path, shape, source, new DecoderGraphOptions { Precision = precision });

        string[] files = [DecoderGraph.ServingFile, DecoderGraph.ScoringFile, "model.onnx.data", "genai_config.json"];
        Assert.Equal(files.Order(), Directory.GetFiles(first.Path).Select(file => Path.GetFileName(file)!).Order());
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(first[file]), File.ReadAllBytes(second[file])));
    }

    [Fact]
    public void A_virtual_token_takes_its_vector_from_the_input_and_others_are_untouched()
    {
        var golden = GoldenDecoder.Find("llama-tied-rope-llama3");
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        using var model = new WrittenDecoder(golden!, new DecoderGraphOptions { Precision = Precision.Float32, VirtualTokens = 2 });
        var ids = GoldenDecoder.Ids(golden!.Json["full"]![0]!["ids"]!);
        var expected = model.Forward.Logits(ids);

        // The vector of a known token under a virtual id is that token.
        var vectors = new float[2 * model.Hidden];
        model.Embedding(ids[3]).CopyTo(vectors, model.Hidden);
        int[] replaced = [.. ids];
        replaced[3] = model.Vocabulary + 1;
        Assert.NotEqual(expected, model.Forward.Logits(replaced));
        Assert.Equal(expected, model.Forward.Logits([replaced], new() { [VirtualTokens.Vectors] = OrtValue.CreateTensorValueFromMemory(vectors, [2, model.Hidden]) }));
        Assert.Equal(expected, GoldenDecoder.Floats(golden.Json["full"]![0]!["logits"]!), (a, b) => Math.Abs(a - b) < 2e-4);
    }

    /// <summary>Every checkpoint.</summary>
    public static TheoryData<string> Names() => [.. _names];
}
