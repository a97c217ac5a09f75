using System.Security.Cryptography;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

/// <summary>An adapter, which is trained on the names and rows of a checkpoint, over the GGUF file of that checkpoint.</summary>
public sealed class AdaptedTensorsTests
{
    private const int Rank = 2, Width = 576;
    private const float Alpha = 6;
    private const string Target = "model.layers.3.self_attn.q_proj", Other = "model.layers.4.self_attn.q_proj";

    [Theory]
    [InlineData(false, Alpha / Rank)]
    [InlineData(true, Alpha / 1.4142135f)]
    public void A_matrix_of_a_GGUF_base_gets_the_scaled_product_and_its_neighbour_nothing(bool isStabilised, float scale)
    {
        using var folder = new TemporaryFolder();
        using var file = Base();
        using var plain = new GgufDecoderTensors(file, GgufDecoder.Read(file, "base.gguf"));
        var (first, second) = WriteAdapter(folder, Target, isStabilised);
        using var adapter = LoraAdapter.Open(folder.Path);
        using var adapted = new AdaptedTensors(plain, adapter);

        var (before, after) = (Read(plain, Target), Read(adapted, Target));
        for (var at = 0; at < after.Length; at += 97)
        {
            var (row, column) = Math.DivRem(at, Width);
            var expected = before[at] + scale * (second[row * Rank] * first[column] + second[row * Rank + 1] * first[Width + column]);
            Assert.Equal(expected, after[at], 1e-5f); // values below 2 in float32
        }

        Assert.Equal(Read(plain, Other), Read(adapted, Other));
    }

    [Fact]
    public void An_adapter_of_another_base_is_refused_by_the_matrix_that_is_not_there()
    {
        using var folder = new TemporaryFolder();
        using var file = Base();
        using var plain = new GgufDecoderTensors(file, GgufDecoder.Read(file, "base.gguf"));
        WriteAdapter(folder, "model.layers.30.self_attn.q_proj", isStabilised: false); // it has 30 layers, 0 to 29
        using var adapter = LoraAdapter.Open(folder.Path);

        Assert.Contains("model.layers.30.self_attn.q_proj", Assert.Throws<ImportException>(() => new AdaptedTensors(plain, adapter)).Message);
    }

    /// <summary>The whole way through: what differs is the adapter's doing. Two imports of the real model, so only with GATEWAY_SUITES=all.</summary>
    [Fact]
    public async Task An_adapter_of_alpha_0_over_a_GGUF_base_leaves_every_weight_as_it_was()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("GATEWAY_SUITES") == "all", "a real model is imported twice only with GATEWAY_SUITES=all");
        using var folder = new TemporaryFolder();
        var options = new ImportOptions { Precision = Precision.Int8, ContextLength = 64 };
        await ModelImport.ImportAsync(BasePath(), folder["plain"], options, null, TestContext.Current.CancellationToken);
        WriteAdapter(folder, Target, isStabilised: false, alpha: 0);

        var imported = await ModelImport.ImportAsync(folder.Path, folder["merged"], options with { BaseModel = BasePath() }, null, TestContext.Current.CancellationToken);

        Assert.Equal(("peft", "llama"), (imported.Format, imported.Architecture));
        Assert.Equal(Hash(folder["plain/model.onnx.data"]), Hash(folder["merged/model.onnx.data"]));
        Assert.True(File.Exists(folder["merged/tokenizer.json"]));
    }

    private static GgufFile Base() => GgufFile.Open(BasePath());

    private static string BasePath()
    {
        var path = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        return path!;
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    private static (float[] First, float[] Second) WriteAdapter(TemporaryFolder folder, string target, bool isStabilised, float alpha = Alpha)
    {
        var random = new Random(11);
        float[] first = [.. Enumerable.Range(0, Rank * Width).Select(_ => random.NextSingle() - 0.5f)], second = [.. Enumerable.Range(0, Width * Rank).Select(_ => random.NextSingle() - 0.5f)];
        var name = $"base_model.model.{target}.lora_";
        SafetensorsWriter.Write(
            folder["adapter_model.safetensors"],
            [new TensorInfo(name + "A.weight", "F32", [Rank, Width]), new TensorInfo(name + "B.weight", "F32", [Width, Rank])],
            (tensor, values) => (tensor.Name.Contains("lora_A") ? first : second).CopyTo(values));
        File.WriteAllText(folder["adapter_config.json"], $$"""{"peft_type": "LORA", "r": {{Rank}}, "lora_alpha": {{alpha}}, "use_rslora": {{(isStabilised ? "true" : "false")}}}""");
        return (first, second);
    }

    private static float[] Read(ITensorSource tensors, string matrix)
    {
        var values = new float[tensors.Tensors[matrix + ".weight"].Elements];
        tensors.Read(matrix + ".weight", values);
        return values;
    }
}
