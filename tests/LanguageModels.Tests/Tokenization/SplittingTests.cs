using System.Text.Json;
using LanguageModels.Tokenization.Reading;
using LanguageModels.Tokenization.Splitting;
using LanguageModels.Tokenization.Texts;
using Support;
using Xunit;

namespace LanguageModels.Tokenization;

public sealed class SplittingTests
{
    [Theory]
    [InlineData(Gpt2Words.Regex)]
    [InlineData(Gpt4Words.RegexByThree)]
    [InlineData(Gpt4Words.RegexByOne)]
    public void The_hand_written_scanners_split_as_their_regular_expressions_do(string regex)
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var byHand = Read($$"""{"type":"Split","pattern":{"Regex":{{JsonSerializer.Serialize(regex)}}},"behavior":"Isolated","invert":false}""");
        var byExpression = new PatternSplit(new RegexPattern(regex), SplitBehavior.Isolated);
        Assert.IsNotType<PatternSplit>(byHand);
        foreach (var one in GoldenFamilies.Cases("gpt2").GetProperty("cases").EnumerateArray())
        {
            var text = one.GetProperty("t").GetString()!;

            Assert.Equal(Parts(byExpression, text), Parts(byHand, text));
        }
    }

    [Theory]
    [InlineData("Removed", "a|b|c")]
    [InlineData("Isolated", "a|-|-|b|-|c|-")]
    [InlineData("Contiguous", "a|--|b|-|c|-")]
    [InlineData("MergedWithPrevious", "a-|-|b-|c-")]
    [InlineData("MergedWithNext", "a|-|-b|-c|-")]
    public void Separators_go_where_the_behaviour_says(string behavior, string parts)
    {
        var step = Read($$"""{"type":"Split","pattern":{"String":"-"},"behavior":"{{behavior}}","invert":false}""");

        Assert.Equal(parts, string.Join('|', Parts(step, "a--b-c-")));
    }

    [Theory]
    [InlineData("""{"type":"Split","pattern":{"Regex":"[a-z]+"},"behavior":"Removed","invert":true}""", "ab 12,cd", "ab|cd")]
    [InlineData("""{"type":"Whitespace"}""", "Hi there, x_1! 𝔘𝔫𝔦?", "Hi|there|,|x_1|!|𝔘𝔫𝔦|?")]
    [InlineData("""{"type":"WhitespaceSplit"}""", " a,b  c\u3000d", "a,b|c|d")]
    [InlineData("""{"type":"Punctuation","behavior":"Isolated"}""", "a,b…c$", "a|,|b|…|c|$")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "a12b٣", "a|12|b|٣")]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "a12b", "a|1|2|b")]
    [InlineData("""{"type":"CharDelimiterSplit","delimiter":"|"}""", "a|b||c", "a|b|c")]
    [InlineData("""{"type":"BertPreTokenizer"}""", "it's 5€!", "it|'|s|5€|!")]
    public void Each_pre_tokenizer_splits_as_it_should(string json, string text, string parts)
    {
        Assert.Equal(parts, string.Join('|', Parts(Read(json), text)));
    }

    [Theory]
    [InlineData(@"[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}", " ab1", " ab|1")]
    [InlineData(@"\p{Han}+", "a漢字𠮷b", "a|漢字𠮷|b")]
    [InlineData(@"\p{L}+", "x𝔘𝔫𝔦!", "x𝔘𝔫𝔦|!")]
    [InlineData(@"\w+|[^\w\s]", "aः𝔘-b", "aः𝔘|-|b")]
    [InlineData(@"\x{4E2D}|\u0041", "中A国", "中|A|国")]
    public void Other_expressions_count_characters_beyond_the_first_plane_as_one(string regex, string text, string parts)
    {
        var split = new PatternSplit(new RegexPattern(regex), SplitBehavior.Isolated);

        Assert.Equal(parts, string.Join('|', Parts(split, text)));
    }

    [Theory]
    [InlineData("[a[b]]")]
    [InlineData("[a&&b]")]
    [InlineData(@"\h")]
    [InlineData("[😀]")]
    [InlineData(@"\x{1F600}")]
    [InlineData("a)")]
    [InlineData("[a")]
    public void Expressions_with_another_meaning_are_refused(string regex)
    {
        Assert.ThrowsAny<ArgumentException>(() => new RegexPattern(regex));
    }

    private static PreTokenizer Read(string json) =>
        new PreTokenizerReader().Read(new JsonField(JsonDocument.Parse(json).RootElement, "pre_tokenizer", "test"))[0];

    private static string[] Parts(PreTokenizer step, string text)
    {
        var points = CodePoints.Of(text);
        List<Piece> parts = [];
        step.Split(new Piece(new MappedText(points), 0, points.Length), parts);
        return [.. parts.Select(part => CodePoints.ToText(part.Points))];
    }
}
