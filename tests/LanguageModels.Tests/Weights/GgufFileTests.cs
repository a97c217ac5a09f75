using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Weights;

public sealed class GgufFileTests
{
    private static readonly string? Model = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");

    [Theory] // Sums in double over float32 values, as the reference took them; in parts, so that the order of summation is worth less than 1e-12.
    [InlineData("token_embd.weight", -15353.04449415207, 520415.71544763993)]
    [InlineData("blk.0.attn_q.weight", 59.22322082519531, 26749.573275085306)]
    [InlineData("blk.0.attn_k.weight", 26.937057495117188, 17499.561343912734)]
    [InlineData("blk.29.attn_output.weight", 110.86758422851562, 16653.754019937012)]
    [InlineData("blk.14.ffn_down.weight", -257.8614196777344, 31163.550714340992)]
    [InlineData("output_norm.weight", 1038.33203125, 1921.7355499267578)]
    public void Weights_of_a_real_file_have_the_sums_of_the_reference(string name, double sum, double squares)
    {
        Assert.SkipWhen(Model is null, SharedFolder.SkipReason);
        using var file = GgufFile.Open(Model!);
        var weights = new float[file.Tensors[name].Elements];

        file.Read(name, weights);

        Assert.Equal(sum, InParts(weights, weight => weight), 1e-12 * Math.Abs(squares));
        Assert.Equal(squares, InParts(weights, weight => weight * weight), 1e-12 * squares);
    }

    [Fact]
    public void Keys_tensors_and_shapes_of_a_real_file_are_read()
    {
        Assert.SkipWhen(Model is null, SharedFolder.SkipReason);
        using var file = GgufFile.Open(Model!);

        Assert.Equal(272, file.Tensors.Count);
        Assert.Equal("llama", file.Metadata.Text("general.architecture"));
        Assert.Equal(30, file.Metadata.Integer("llama.block_count"));
        Assert.Equal(49152, file.Metadata.Texts("tokenizer.ggml.tokens")!.Count);
        Assert.Equal([49152, 576], file.Tensors["token_embd.weight"].Shape);
        Assert.Equal([192, 576], file.Tensors["blk.3.attn_k.weight"].Shape);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    [InlineData(2_000_000)]
    public void A_file_that_is_cut_off_is_refused(int length)
    {
        Assert.SkipWhen(Model is null, SharedFolder.SkipReason);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "cut.gguf");
        using (var source = File.OpenRead(Model!))
        {
            var bytes = new byte[length];
            source.ReadExactly(bytes);
            File.WriteAllBytes(path, bytes);
        }

        Assert.Throws<InvalidDataException>(() => GgufFile.Open(path).Dispose());
    }

    private static double InParts(float[] weights, Func<double, double> term) => weights.Chunk(4096).Sum(part => part.Sum(weight => term(weight)));
}
