using System.Text.Json;
using Support;
using Xunit;

namespace LanguageModels.Tokenization;

/// <summary>Nine families of tokenizers on 235 tricky texts: ids, places and texts equal the tokenizers library's.</summary>
public sealed class FamilyTests
{
    public static TheoryData<string> Families => [.. GoldenFamilies.Names];

    [Theory]
    [MemberData(nameof(Families))]
    public void Ids_and_offsets_are_those_of_the_reference(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer(family);
        List<string> wrong = [];
        foreach (var one in GoldenFamilies.Cases(family).GetProperty("cases").EnumerateArray())
        {
            var text = one.GetProperty("t").GetString()!;
            Compare(wrong, text, tokenizer.Encode(text, addSpecialTokens: false), one.GetProperty("ids"), one.GetProperty("off"));
            var special = one.TryGetProperty("tids", out var tids);
            Compare(wrong, text, tokenizer.Encode(text, addSpecialTokens: true), special ? tids : one.GetProperty("ids"), one.GetProperty(special ? "toff" : "off"));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Ids_decode_to_the_text_of_the_reference(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer(family);
        var cases = GoldenFamilies.Cases(family);
        foreach (var one in cases.GetProperty("cases").EnumerateArray().Concat(cases.GetProperty("random").EnumerateArray()))
        {
            var ids = GoldenFamilies.Numbers(one.GetProperty("ids"));
            Assert.Equal(one.GetProperty("dec").GetString(), tokenizer.Decode(ids, skipSpecialTokens: false));
            Assert.Equal(one.GetProperty("skip").GetString(), tokenizer.Decode(ids, skipSpecialTokens: true));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Pairs_have_the_segments_of_the_reference(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer(family);
        foreach (var pair in GoldenFamilies.Cases(family).GetProperty("pairs").EnumerateArray())
        {
            var encoding = tokenizer.Encode(pair.GetProperty("a").GetString()!, pair.GetProperty("b").GetString(), true, true, null);

            Assert.Equal(GoldenFamilies.Numbers(pair.GetProperty("ids")), encoding.Ids);
            Assert.Equal(GoldenFamilies.Numbers(pair.GetProperty("types")), encoding.TypeIds);
            Assert.Equal(GoldenFamilies.Numbers(pair.GetProperty("off")), GoldenFamilies.Flat(encoding));
            Assert.Equal(GoldenFamilies.Numbers(pair.GetProperty("special")), encoding.SpecialMask.Select(special => special ? 1 : 0));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void The_vocabulary_has_the_size_of_the_reference(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);

        Assert.Equal(GoldenFamilies.Cases(family).GetProperty("vocab").GetInt32(), GoldenFamilies.Tokenizer(family).VocabularySize);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("llama3")]
    [InlineData("unigram-t5")]
    public void Truncation_cuts_as_the_reference_does(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer(family);
        foreach (var setting in GoldenFamilies.Cases(family).GetProperty("truncation").EnumerateArray())
        {
            var truncation = Truncation(setting);
            foreach (var one in setting.GetProperty("cases").EnumerateArray())
            {
                var (first, second) = (one.GetProperty("a").GetString()!, one.GetProperty("b").GetString());
                if (one.TryGetProperty("error", out _))
                {
                    Assert.Throws<ArgumentException>(() => tokenizer.Encode(first, second, true, true, truncation));
                    continue;
                }

                var encoding = tokenizer.Encode(first, second, true, true, truncation);
                Assert.Equal(GoldenFamilies.Numbers(one.GetProperty("ids")), encoding.Ids);
                Assert.Equal(GoldenFamilies.Numbers(one.GetProperty("types")), encoding.TypeIds);
                Assert.Equal(one.GetProperty("overflow").EnumerateArray().Select(GoldenFamilies.Numbers), encoding.Overflow.Select(part => part.Ids));
            }
        }
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("llama3")]
    [InlineData("unigram-t5")]
    public void Padding_brings_a_batch_to_the_lengths_of_the_reference(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer(family);
        var padding = GoldenFamilies.Cases(family).GetProperty("padding");
        var truncation = new TokenTruncation(padding.GetProperty("truncate").GetInt32());
        TokenEncoding[] batch = [.. padding.GetProperty("texts").EnumerateArray().Select(text => tokenizer.Encode(text.GetString()!, null, true, true, truncation))];
        foreach (var one in padding.GetProperty("cases").EnumerateArray())
        {
            var padded = Padding(one).Apply(batch);

            Assert.Equal(one.GetProperty("ids").EnumerateArray().Select(GoldenFamilies.Numbers), padded.Select(encoding => encoding.Ids));
            Assert.Equal(one.GetProperty("mask").EnumerateArray().Select(GoldenFamilies.Numbers), padded.Select(encoding => encoding.AttentionMask));
            Assert.Equal(one.GetProperty("types").EnumerateArray().Select(GoldenFamilies.Numbers), padded.Select(encoding => encoding.TypeIds));
        }
    }

    private static void Compare(List<string> wrong, string text, TokenEncoding found, JsonElement ids, JsonElement offsets)
    {
        if (!GoldenFamilies.Numbers(ids).SequenceEqual(found.Ids) || !GoldenFamilies.Numbers(offsets).SequenceEqual(GoldenFamilies.Flat(found)))
        {
            wrong.Add($"{JsonSerializer.Serialize(text)}: expected {ids} at {offsets}, found [{string.Join(',', found.Ids)}] at [{string.Join(',', GoldenFamilies.Flat(found))}]");
        }
    }

    private static TokenTruncation Truncation(JsonElement setting) => new(
        setting.GetProperty("max").GetInt32(),
        setting.GetProperty("stride").GetInt32(),
        setting.GetProperty("strategy").GetString() switch
        {
            "only_first" => TruncationStrategy.OnlyFirst,
            "only_second" => TruncationStrategy.OnlySecond,
            _ => TruncationStrategy.LongestFirst,
        },
        setting.GetProperty("direction").GetString() == "left");

    private static TokenPadding Padding(JsonElement one)
    {
        var settings = one.GetProperty("kw");
        return new TokenPadding(
            one.GetProperty("pad_id").GetInt32(),
            FixedLength: settings.TryGetProperty("length", out var length) ? length.GetInt32() : null,
            MultipleOf: settings.TryGetProperty("pad_to_multiple_of", out var multiple) ? multiple.GetInt32() : null,
            AtLeft: settings.TryGetProperty("direction", out var direction) && direction.GetString() == "left");
    }
}
