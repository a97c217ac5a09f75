using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Weights;

public sealed class SafetensorsFolderTests
{
    [Fact]
    public void What_was_written_is_read_back()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.safetensors");
        SafetensorsWriter.Write(path, [new TensorInfo("a", "F32", [2, 3]), new TensorInfo("b", "F32", [])], (info, values) => values.Fill(info.Name == "a" ? 1.5f : -2));

        using var read = SafetensorsFolder.Open(folder.Path);

        var values = new float[6];
        read.Read("a", values);
        Assert.Equal([1.5f, 1.5f, 1.5f, 1.5f, 1.5f, 1.5f], values);
        read.Read("b", values.AsSpan(0, 1));
        Assert.Equal(-2, values[0]);
        Assert.Equal([2, 3], read.Tensors["a"].Shape);
    }

    [Fact]
    public void A_checkpoint_in_parts_with_brain_floats_is_one()
    {
        var index = SharedFolder.File("goldens", "decoders", "llama-bf16-sharded", "model.safetensors.index.json");
        Assert.SkipWhen(index is null, SharedFolder.SkipReason);

        using var read = SafetensorsFolder.Open(Path.GetDirectoryName(index)!);

        var info = read.Tensors["model.embed_tokens.weight"];
        var values = new float[info.Elements];
        read.Read(info.Name, values);
        Assert.Equal("BF16", info.Type);
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
        Assert.Contains(values, value => value != 0);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,8]}}""", "needs 16")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "its bytes are 8 to 16 of 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "beyond any file")]
    [InlineData("""{"a":{"dtype":"X9","shape":[2],"data_offsets":[0,8]}}""", "'X9' is not known")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "data_offsets")]
    [InlineData("""{"a":7}""", "no JSON object of tensors")]
    [InlineData("""[1,2""", "no JSON object of tensors")]
    public void A_header_that_does_not_fit_its_file_is_refused_with_the_reason(string header, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "bad.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[8]]);

        var fault = Assert.Throws<InvalidDataException>(() => SafetensorsFolder.Open(path).Dispose());

        Assert.Contains(reason, fault.Message);
    }

    [Fact]
    public void An_index_that_leads_out_of_its_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "model.safetensors.index.json"), """{"weight_map":{"a":"../secret.safetensors"}}""");

        var fault = Assert.Throws<InvalidDataException>(() => SafetensorsFolder.Open(folder.Path).Dispose());

        Assert.Contains("not in the folder", fault.Message);
    }
}
