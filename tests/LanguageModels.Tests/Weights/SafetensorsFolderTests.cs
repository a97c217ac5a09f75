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
    [InlineData("""{} {}""", "no JSON object of tensors")]
    [InlineData("""{"a":{"dtype":"U8","shape":[6],"data_offsets":[0,6]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", "where the tensor before it ends")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", "is there twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}""", "9 dimensions")]
    [InlineData("""{"a":{"dtype":"U8","shape":"x","data_offsets":[0,1]}}""", "no JSON object of tensors")]
    [InlineData("""{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,1]}}""", "no JSON object of tensors")]
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

    [Fact]
    public void A_header_longer_than_the_format_allows_is_refused_before_it_is_looked_at()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bad.safetensors"], [.. BitConverter.GetBytes(ulong.MaxValue), .. new byte[8]]);

        var fault = Assert.Throws<InvalidDataException>(() => SafetensorsFolder.Open(folder["bad.safetensors"]).Dispose());

        Assert.Contains("expected at most 100000000", fault.Message);
    }

    [Fact]
    public void A_name_longer_than_any_real_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        var header = """{"NAME":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""".Replace("NAME", new string('n', 600), StringComparison.Ordinal);
        File.WriteAllBytes(folder["bad.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.ASCII.GetBytes(header), 0]);

        var fault = Assert.Throws<InvalidDataException>(() => SafetensorsFolder.Open(folder["bad.safetensors"]).Dispose());

        Assert.Contains("600 characters", fault.Message);
    }

    [Fact]
    public void Narrow_types_are_written_aligned_and_read_back_and_whole_numbers_are_listed()
    {
        using var folder = new TemporaryFolder();
        TensorInfo[] tensors = [new("half", "F16", [3]), new("brain", "BF16", [2, 2]), new("full", "F32", [5])];
        SafetensorsWriter.Write(folder["model.safetensors"], tensors, (info, values) => values.Fill(info.Name.Length + 0.5f));

        using var read = SafetensorsFolder.Open(folder.Path);

        foreach (var tensor in tensors)
        {
            var values = new float[tensor.Elements];
            read.Read(tensor.Name, values);
            Assert.Equal(tensor.Type, read.Tensors[tensor.Name].Type);
            Assert.All(values, value => Assert.Equal(tensor.Name.Length + 0.5f, value));
        }

        Assert.Equal([0, 0, 144, 64], read.Raw("full")[..4].ToArray()); // 4.5f, little-endian.
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["x"], [new TensorInfo("i", "I64", [1])], (_, _) => { }));
    }

    [Fact]
    public void Whole_numbers_are_listed_and_not_read_as_float()
    {
        using var folder = new TemporaryFolder();
        const string Header = """{"ids":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""";
        File.WriteAllBytes(folder["model.safetensors"], [.. BitConverter.GetBytes((long)Header.Length), .. System.Text.Encoding.ASCII.GetBytes(Header), 7, 0, 0, 0, 0, 0, 0, 0]);

        using var read = SafetensorsFolder.Open(folder.Path);

        Assert.Equal("I64", read.Tensors["ids"].Type);
        Assert.Equal(7, BitConverter.ToInt64(read.Raw("ids")));
        Assert.Throws<NotSupportedException>(() => read.Read("ids", new float[1]));
    }
}
