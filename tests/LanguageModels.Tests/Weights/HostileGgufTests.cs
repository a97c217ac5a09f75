using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Weights;

public sealed class HostileGgufTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_of_every_type_are_read()
    {
        using var file = Open(new GgufBuilder().Raw("u8", 0, 200).Raw("i8", 1, 200).Raw("i16", 3, 0xFE, 0xFF).Number("u32", 7).Raw("yes", 7, 1)
            .Raw("f64", 12, BitConverter.GetBytes(0.5)).Text("text", "größe").Raw("flags", 9, [7, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0])
            .Raw("f32s", 9, [6, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(1.5f)]));

        Assert.Equal([200, -56, -2, 7], new[] { "u8", "i8", "i16", "u32" }.Select(key => file.Metadata.Integer(key)!.Value));
        Assert.Equal((true, 0.5, "größe"), (file.Metadata.Flag("yes"), file.Metadata.Number("f64"), file.Metadata.Text("text")));
        Assert.Equal([1, 0], file.Metadata.Integers("flags")!);
        Assert.Equal([1.5], file.Metadata.Numbers("f32s")!);
        Assert.Null(file.Metadata.Text("absent"));
        Assert.Contains("'u32': expected a text", Assert.Throws<InvalidDataException>(() => file.Metadata.Text("u32")).Message);
    }

    [Fact]
    public void A_wrong_magic_or_version_is_refused()
    {
        Refused([.. "GGML"u8, .. new byte[60]], "expected 'GGUF'");
        Refused(new GgufBuilder { Version = 1 }, "version 1; 2 and 3 are read");
        Refused(new GgufBuilder { Version = 0x0300_0000 }, "2 and 3 are read");
        Refused([], "the magic number");
    }

    [Fact]
    public void Counts_that_the_file_cannot_hold_are_refused()
    {
        Refused(new GgufBuilder { TensorCount = ulong.MaxValue }, "tensors are announced");
        Refused(new GgufBuilder { PairCount = 1_000_000 }, "keys are announced");
        Refused(new GgufBuilder().Raw("list", 9, [0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0]), "values of 'list' are announced");
        Refused(new GgufBuilder().Raw("list", 9, [8, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0]), "texts of 'list' are announced");
    }

    [Fact]
    public void A_list_of_more_values_than_any_vocabulary_is_refused_though_the_file_holds_them()
    {
        var count = GgufValues.MostValues + 1;

        Refused(new GgufBuilder().Raw("list", 9, [0, 0, 0, 0, .. BitConverter.GetBytes((ulong)count), .. new byte[count]]), $"expected at most {GgufValues.MostValues}");
    }

    [Fact]
    public void Texts_and_names_that_are_too_long_are_refused()
    {
        Refused(new GgufBuilder().Raw("text", 8, [255, 255, 255, 255, 255, 255, 255, 127]), "the value of 'text' is said to have");
        Refused(new GgufBuilder().Text(new string('k', GgufCursor.LongestKey + 1), ""), "key 0 is said to have 65536 bytes");
        Refused(new GgufBuilder().Tensor(new string('n', 65), 0, [1], new byte[4]), "the name of tensor 0 is said to have 65 bytes; expected at most 64");
    }

    [Fact]
    public void Unknown_types_and_nested_lists_are_refused()
    {
        Refused(new GgufBuilder().Raw("odd", 99), "'odd' has the type 99");
        Refused(new GgufBuilder().Raw("nested", 9, [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]), "list of lists");
        Refused(new GgufBuilder().Tensor("w", 16, [256], new byte[66]), "tensor 'w' has the type 16; read are F32");
    }

    [Fact]
    public void Shapes_that_no_file_holds_are_refused()
    {
        Refused(new GgufBuilder().Tensor("w", 0, [1, 1, 1, 1, 1], new byte[4]), "5 dimensions");
        Refused(new GgufBuilder().Tensor("w", 0, [], new byte[4]), "0 dimensions");
        Refused(new GgufBuilder().Tensor("w", 0, [4, 0], new byte[4]), "a dimension of 0");
        Refused(new GgufBuilder().Tensor("w", 0, [-1], new byte[4]), "a dimension of 18446744073709551615");
        Refused(new GgufBuilder().Tensor("w", 0, [1L << 40, 1L << 40], new byte[4]), "more weights than any file holds");
        Refused(new GgufBuilder().Tensor("w", 0, [1L << 31], new byte[4]), "in at most 2 GiB");
        Refused(new GgufBuilder().Tensor("w", 2, [33], new byte[36]), "expects a multiple of 32");
    }

    [Fact]
    public void Places_outside_the_file_on_another_tensor_or_beside_the_alignment_are_refused()
    {
        Refused(new GgufBuilder().Tensor("w", 0, [8], new byte[32], offset: 32), "is said to lie at byte 32 of the data with 32 bytes; the data has 32");
        Refused(new GgufBuilder().Tensor("w", 0, [8], new byte[32], offset: -1), "of the data");
        Refused(new GgufBuilder().Tensor("a", 0, [16], new byte[64]).Tensor("b", 0, [8], new byte[32], offset: 32), "expected byte 64 or later");
        Refused(new GgufBuilder().Tensor("w", 0, [8], new byte[64], offset: 4), "expected a multiple of 32");
        Refused(new GgufBuilder().Number("general.alignment", 0), "general.alignment is 0");
    }

    [Fact]
    public void What_is_there_twice_is_refused()
    {
        Refused(new GgufBuilder().Number("k", 1).Number("k", 2), "key 'k' is there twice");
        Refused(new GgufBuilder().Tensor("w", 0, [8], new byte[32]).Tensor("w", 0, [8], new byte[32]), "tensor 'w' is there twice");
    }

    [Fact]
    public void A_part_of_a_model_is_refused_with_what_to_do()
    {
        Refused(new GgufBuilder().Number("split.count", 3), "--merge");
    }

    [Fact]
    public void A_closed_file_is_not_read()
    {
        var file = Open(new GgufBuilder().Tensor("w", 0, [8], new byte[32]));
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Read("w", new float[8]));
    }

    private GgufFile Open(GgufBuilder builder)
    {
        File.WriteAllBytes(_folder["model.gguf"], builder.Build());
        return GgufFile.Open(_folder["model.gguf"]);
    }

    private void Refused(GgufBuilder builder, string reason) => Refused(builder.Build(), reason);

    private void Refused(byte[] bytes, string reason)
    {
        File.WriteAllBytes(_folder["bad.gguf"], bytes);
        var fault = Assert.Throws<InvalidDataException>(() => GgufFile.Open(_folder["bad.gguf"]).Dispose());
        Assert.Contains(reason, fault.Message);
        Assert.Contains("bad.gguf", fault.Message);
    }
}
