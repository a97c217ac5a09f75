using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace LanguageModels.Tokenization;

/// <summary>Properties that hold for every text.</summary>
public sealed class RoundTripTests
{
    /// <summary>Scalars of all planes, and many of those that words are split at.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
            Gen.Choose(0, 0x10FFFF).Where(point => point is < 0xD800 or > 0xDFFF),
            Gen.Elements([.. "  \t\r\n'streabc019.,-é\u0301\u00A0\u3000中한😀".EnumerateRunes().Select(rune => rune.Value)]))
        .ListOf().Select(points => string.Concat(points.Select(char.ConvertFromUtf32)));

    private static readonly Tokenizer Trained = Train(individualDigits: false);
    private static readonly Tokenizer Digits = Train(individualDigits: true);

    [Fact]
    public void Decoding_what_a_byte_level_tokenizer_encoded_gives_the_text_back()
    {
        Prop.ForAll(AnyText.ToArbitrary(), text =>
                Trained.Decode(Trained.Encode(text, addSpecialTokens: true).Ids, skipSpecialTokens: false) == text
                && Digits.Decode(Digits.Encode(text, addSpecialTokens: true).Ids, skipSpecialTokens: false) == text)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_stream_of_any_ids_gives_what_decoding_them_at_once_gives()
    {
        var ids = Gen.Choose(0, Trained.VocabularySize + 2).ListOf().Select(list => list.ToArray());
        Prop.ForAll(ids.ToArbitrary(), list => Stream(list) == Trained.Decode(list, skipSpecialTokens: true)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_stream_never_shows_a_replacement_character_for_valid_text()
    {
        Prop.ForAll(AnyText.Where(text => !text.Contains('\uFFFD')).ToArbitrary(), text =>
            {
                var decoder = new IncrementalDecoder(Trained, skipSpecialTokens: true);
                return Trained.Encode(text, addSpecialTokens: false).Ids.All(id => !decoder.Append(id).Contains('\uFFFD')) && decoder.Flush().Length == 0;
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_bytes_of_the_tokens_are_the_bytes_of_the_text()
    {
        Prop.ForAll(AnyText.ToArbitrary(), text =>
                Trained.Encode(text, addSpecialTokens: false).Ids.SelectMany(id => Trained.BytesOf(id).ToArray()).SequenceEqual(Encoding.UTF8.GetBytes(text)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Offsets_name_parts_of_the_text_in_order_and_leave_nothing_out()
    {
        Prop.ForAll(AnyText.ToArbitrary(), text =>
            {
                var offsets = Trained.Encode(text, addSpecialTokens: false).Offsets;
                var starts = offsets.Zip(offsets.Skip(1)).All(pair => pair.Second.Start <= pair.First.End && pair.Second.End >= pair.First.End);
                return starts && (offsets.Length == 0 ? text.Length == 0 : offsets[0].Start == 0 && offsets[^1].End == text.EnumerateRunes().Count());
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_second_encoding_from_the_cache_equals_the_first()
    {
        Prop.ForAll(AnyText.ToArbitrary(), text =>
            {
                var (first, again) = (Trained.Encode(text, addSpecialTokens: false), Trained.Encode(text, addSpecialTokens: false));
                return first.Ids.SequenceEqual(again.Ids) && first.Offsets.SequenceEqual(again.Offsets) && Trained.CountTokens(text, parseSpecialTokens: true) == first.Length;
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_threads_get_the_ids_that_one_gets()
    {
        string[] texts = [.. Enumerable.Range(0, 400).Select(number => $"newest {number} lower {number * 7} café {number % 13} widest")];
        int[][] alone = [.. texts.Select(text => Digits.Encode(text, addSpecialTokens: false).Ids)];
        var shared = Train(individualDigits: true);

        Parallel.For(0, 8 * texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, round =>
            Assert.Equal(alone[round % texts.Length], shared.Encode(texts[round % texts.Length], addSpecialTokens: false).Ids));
    }

    [Fact]
    public void Text_from_outside_never_becomes_a_special_token()
    {
        const string Text = "a <|endoftext|> b";

        Assert.Contains(0, Trained.Encode(Text, addSpecialTokens: false).Ids);
        var plain = Trained.Encode(Text, addSpecialTokens: false, parseSpecialTokens: false).Ids;
        Assert.DoesNotContain(plain, Trained.IsSpecial);
        Assert.Equal(Text, Trained.Decode(plain, skipSpecialTokens: true));
    }

    [Fact]
    public void A_lone_surrogate_counts_as_a_replacement_character()
    {
        Assert.Equal(Trained.Encode("a\uFFFDb\uFFFD", addSpecialTokens: false).Ids, Trained.Encode("a\uDC00b\uD83D", addSpecialTokens: false).Ids);
    }

    [Fact]
    public void Long_words_merge_as_short_ones_do()
    {
        var word = string.Concat(Enumerable.Repeat("lowernewest", 40));
        var ids = Trained.Encode(word, addSpecialTokens: false).Ids;

        Assert.Equal(word, Trained.Decode(ids, skipSpecialTokens: false));
        Assert.Equal(Enumerable.Repeat(Trained.Encode("lowernewest", addSpecialTokens: false).Ids, 40).SelectMany(part => part), ids);
    }

    private static string Stream(int[] ids)
    {
        var decoder = new IncrementalDecoder(Trained, skipSpecialTokens: true);
        return string.Concat(ids.Select(decoder.Append)) + decoder.Flush();
    }

    private static Tokenizer Train(bool individualDigits)
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 300, SpecialTokens = ["<|endoftext|>"], IndividualDigits = individualDigits });
        trainer.Add("low lower lowest new newer newest wide wider widest don't it's 2024 中文中文 😀😀 café");
        return Tokenizer.Parse(trainer.Train(CancellationToken.None));
    }
}
