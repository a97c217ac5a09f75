using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using Microsoft.ML.OnnxRuntime;
using Support;
using Xunit;

namespace LanguageModels.Tests.Graphs;

/// <summary>The embedding graph of a real model against the vectors that its authors' pooling gives.</summary>
public sealed class EncoderGraphTests
{
    private const int Dimensions = 384;

    // Float32: what float16 weights cost against the float32 checkpoint (reference: cosine 1.1e-6, component 3.2e-4). Int8: measured 5.4e-4 and 5.2e-3.
    [Theory]
    [InlineData(Precision.Float32, 0, 1e-5, 1e-3)]
    [InlineData(Precision.Int8, 0, 1e-3, 2e-2)]
    public async Task Vectors_of_padded_batches_equal_the_reference(Precision precision, int level, double angle, double component)
    {
        var golden = SharedFolder.File("goldens", "embeddings", "minilm.json.gz");
        var model = SharedFolder.File("models", "all-minilm-l6-v2", "config.json");
        Assert.SkipWhen(golden is null || model is null, SharedFolder.SkipReason);
        using var folder = new TemporaryFolder();
        var imported = await ModelImport.ImportAsync(
            Path.GetDirectoryName(model)!, folder.Path, new ImportOptions { Precision = precision, AccuracyLevel = level }, null, TestContext.Current.CancellationToken);
        Assert.Equal(ModelKind.Embedder, imported.Kind);
        using var session = new InferenceSession(folder[EncoderGraph.GraphFile]);
        var reference = Read(golden!);
        var vectors = GoldenDecoder.Floats(reference["vectors"]!);
        var texts = reference["texts"]!.AsArray().Select((text, at) => (Ids: GoldenDecoder.Ids(text!["ids"]!), At: at)).Where(text => IsInSample(text.At)).OrderBy(text => text.Ids.Length).ToArray();

        var (worstAngle, worstComponent) = (0.0, 0.0);
        foreach (var batch in texts.Chunk(8))
        {
            var found = Embed(session, [.. batch.Select(text => text.Ids)]);
            for (var row = 0; row < batch.Length; row++)
            {
                var vector = found.AsSpan(row * Dimensions, Dimensions);
                var expected = vectors.AsSpan(batch[row].At * Dimensions, Dimensions);
                worstAngle = Math.Max(worstAngle, 1 - TensorPrimitives.Dot<float>(vector, expected));
                worstComponent = Math.Max(worstComponent, expected.ToArray().Zip(vector.ToArray()).Max(pair => Math.Abs(pair.First - pair.Second)));
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{precision}: 1 - cosine {worstAngle:0.0e0}, component {worstComponent:0.0e0}");
        Assert.True(worstAngle < angle && worstComponent < component, $"1 - cosine {worstAngle:0.0e0}, component {worstComponent:0.0e0}");
    }

    [Fact]
    public async Task The_configuration_names_the_limit_of_the_model_and_not_of_its_tokenizer_file()
    {
        var model = SharedFolder.File("models", "all-minilm-l6-v2", "config.json");
        Assert.SkipWhen(model is null, SharedFolder.SkipReason);
        using var folder = new TemporaryFolder();
        await ModelImport.ImportAsync(Path.GetDirectoryName(model)!, folder.Path, new ImportOptions(), null, TestContext.Current.CancellationToken);

        var config = JsonNode.Parse(await File.ReadAllTextAsync(folder[EmbeddingConfig.FileName], TestContext.Current.CancellationToken))!;
        Assert.Equal((256, Dimensions, "mean", true), ((int)config["max_length"]!, (int)config["dimensions"]!, (string)config["pooling"]!, (bool)config["normalized"]!));
    }

    /// <summary>Every third text; all of them with GATEWAY_SUITES=all.</summary>
    private static bool IsInSample(int text) => text % 3 == 0 || Environment.GetEnvironmentVariable("GATEWAY_SUITES") == "all";

    private static JsonNode Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonNode.Parse(file)!;
    }

    private static float[] Embed(InferenceSession session, int[][] texts)
    {
        var width = texts.Max(text => text.Length);
        var (ids, mask) = (new long[texts.Length * width], new long[texts.Length * width]);
        for (var row = 0; row < texts.Length; row++)
        {
            for (var i = 0; i < texts[row].Length; i++)
            {
                (ids[row * width + i], mask[row * width + i]) = (texts[row][i], 1);
            }
        }

        using var tokens = OrtValue.CreateTensorValueFromMemory(ids, [texts.Length, width]);
        using var attended = OrtValue.CreateTensorValueFromMemory(mask, [texts.Length, width]);
        using var options = new RunOptions();
        using var results = session.Run(options, new Dictionary<string, OrtValue> { ["input_ids"] = tokens, ["attention_mask"] = attended }, ["sentence_embedding"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
