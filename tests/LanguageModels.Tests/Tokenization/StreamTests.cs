using System.Text;
using Support;
using Xunit;

namespace LanguageModels.Tokenization;

public sealed class StreamTests
{
    public static TheoryData<string> Families => [.. GoldenFamilies.Names];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_stream_is_always_a_beginning_of_what_comes_and_never_shows_what_a_later_token_completes(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        string[] spellsBytes = ["llama2", "mistral", "unigram-bytes"]; // the reference hides whole characters of an unfinished run of bytes as well
        var tokenizer = GoldenFamilies.Tokenizer(family);
        foreach (var one in GoldenFamilies.Cases(family).GetProperty("stream").EnumerateArray())
        {
            var decoder = new IncrementalDecoder(tokenizer, skipSpecialTokens: true);
            var shown = new StringBuilder();
            var prefixes = one.GetProperty("prefixes").EnumerateArray().Select(prefix => prefix.GetString()!).ToArray();
            foreach (var (id, prefix) in GoldenFamilies.Numbers(one.GetProperty("ids")).Zip(prefixes))
            {
                shown.Append(decoder.Append(id));

                if (!spellsBytes.Contains(family))
                {
                    Assert.Equal(prefix.TrimEnd('\uFFFD'), shown.ToString());
                }

                Assert.StartsWith(prefix.TrimEnd('\uFFFD'), shown.ToString(), StringComparison.Ordinal);
                Assert.StartsWith(shown.ToString(), prefixes[^1], StringComparison.Ordinal);
            }

            Assert.Equal(prefixes[^1], shown.ToString() + decoder.Flush());
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_stream_of_arbitrary_ids_gives_the_text_of_decoding_them_at_once(string family)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer(family);
        var cases = GoldenFamilies.Cases(family);
        foreach (var one in cases.GetProperty("cases").EnumerateArray().Concat(cases.GetProperty("random").EnumerateArray()))
        {
            foreach (var (skip, name) in new[] { (false, "dec"), (true, "skip") })
            {
                var decoder = new IncrementalDecoder(tokenizer, skip);
                var text = string.Concat(GoldenFamilies.Numbers(one.GetProperty("ids")).Select(decoder.Append)) + decoder.Flush();

                Assert.Equal(one.GetProperty(name).GetString(), text);
            }
        }
    }

    [Fact]
    public void A_decoder_starts_anew_after_its_flush()
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var tokenizer = GoldenFamilies.Tokenizer("llama2");
        var ids = tokenizer.Encode("once more", addSpecialTokens: false).Ids;
        var decoder = new IncrementalDecoder(tokenizer, skipSpecialTokens: true);

        Assert.Equal("once more", string.Concat(ids.Select(decoder.Append)) + decoder.Flush());
        Assert.Equal("once more", string.Concat(ids.Select(decoder.Append)) + decoder.Flush());
    }
}
