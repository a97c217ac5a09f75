using System.Text;
using Xunit;

namespace LanguageModels.Tokenization;

/// <summary>Files that cannot be followed are refused with the place, what was expected and what was found.</summary>
public sealed class HostileFileTests
{
    private const string Model = """{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b"]]}""";

    [Theory]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":-1},"merges":[]}}""", """model.vocab["a"]: expected an id from 0 to 1048575, found -1""")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":2147483647},"merges":[]}}""", """model.vocab["a"]: expected an id""")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}}""", "expected one token an id, found 'a' and 'b' with the id 0")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[["a","c"]]}}""", "merges[0]: expected tokens of the vocabulary")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}}""", "merges[0]: expected tokens of the vocabulary that give one, found 'ab', which is none")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a"]}}""", "merges[0]: expected two tokens and one space between them")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[7]}}""", "merges[0]: expected two tokens, found 7")]
    [InlineData("""{"model":{"type":"BPE","vocab":[],"merges":[]}}""", "model.vocab: expected an object of tokens and ids, found []")]
    [InlineData("""{"model":{"type":"BPE","vocab":{},"merges":[],"unk_token":"<unk>"}}""", "model.unk_token: expected a token of the vocabulary, found <unk>")]
    [InlineData("""{"model":{"type":"Markov","vocab":{}}}""", "model.type: expected BPE, WordPiece or Unigram, found \"Markov\"")]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["a",0]],"unk_id":1}}""", "model.unk_id: expected a whole number from 0 to 0, found 1")]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["a",1e999]],"unk_id":0}}""", "model.vocab[0][1]: expected a finite number")]
    [InlineData("""{"model":{"type":"WordPiece","vocab":{"a":0},"max_input_chars_per_word":100}}""", "model.unk_token: expected a token of the vocabulary, found [UNK]")]
    [InlineData("""{"model":{"type":"BPE","byte_fallback":true,"vocab":{"<0x00>":0},"merges":[]}}""", "model.vocab: expected all 256 byte tokens")]
    [InlineData("""{"normalizer":{"type":"Rot13"},"model":MODEL}""", "normalizer.type: expected a known normaliser")]
    [InlineData("""{"normalizer":{"type":"Precompiled","precompiled_charsmap":"AAAA"},"model":MODEL}""", "normalizer.precompiled_charsmap: expected a character map")]
    [InlineData("""{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"("},"behavior":"Isolated"},"model":MODEL}""", "pre_tokenizer.pattern.Regex: expected a regular expression")]
    [InlineData("""{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"\\X"},"behavior":"Isolated"},"model":MODEL}""", "it uses \\X")]
    [InlineData("""{"pre_tokenizer":{"type":"Split","pattern":{"String":" "},"behavior":"Eaten"},"model":MODEL}""", "pre_tokenizer.behavior: expected Removed")]
    [InlineData("""{"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"ByteLevel"},{"type":"Whitespace"}]},"model":MODEL}""", "pre_tokenizer.pretokenizers[1].type: expected nothing after ByteLevel")]
    [InlineData("""{"decoder":{"type":"CTC"},"model":MODEL}""", "decoder.type: expected a known decoder")]
    [InlineData("""{"post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x","type_id":0}}],"pair":[],"special_tokens":{}},"model":MODEL}""", "post_processor.special_tokens.x.ids: expected an array, found nothing")]
    [InlineData("""{"post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x","type_id":0}}],"pair":[],"special_tokens":{"x":{"ids":[99]}}},"model":MODEL}""", "ids[0]: expected the id of a token, found 99")]
    [InlineData("""{"added_tokens":[{"id":0,"content":"z"}],"model":MODEL}""", "added_tokens: expected one token an id")]
    [InlineData("""{"added_tokens":[{"id":9,"content":"a"}],"model":MODEL}""", "added_tokens: expected one id a token, found 0 and 9 for 'a'")]
    [InlineData("""{"truncation":{"max_length":-1},"model":MODEL}""", "truncation.max_length: expected a whole number")]
    [InlineData("""{"pre_tokenizer":{"type":"Sequence","pretokenizers":[]},"model":{"type":"WordPiece","unk_token":"a","max_input_chars_per_word":1000000,"vocab":{"a":0}}}""", "model.max_input_chars_per_word: expected a whole number from 1 to 1000")]
    [InlineData("""{"model":7}""", "model: expected an object, found 7")]
    [InlineData("[]", "the file: expected an object, found []")]
    [InlineData("{", "expected JSON, found an error")]
    [InlineData("""{"model":{"type":"\ud800"}}""", "expected strings of valid Unicode")]
    public void A_file_that_cannot_be_followed_is_refused_with_the_place_and_the_reason(string json, string message)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(Encoding.UTF8.GetBytes(json.Replace("MODEL", Model, StringComparison.Ordinal))));

        Assert.Contains(message, refusal.Message);
        Assert.StartsWith("tokenizer.json: ", refusal.Message);
    }

    [Fact]
    public void A_file_of_nested_arrays_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))));
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        var whole = Encoding.UTF8.GetBytes("""{"added_tokens":[{"id":3,"content":"<x>","special":true}],"model":""" + Model + "}");
        Assert.Equal(4, Tokenizer.Parse(whole).VocabularySize);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(whole.AsMemory(0, length)));
        }
    }

    [Fact]
    public void A_file_with_a_flipped_byte_is_refused_or_works()
    {
        var whole = Encoding.UTF8.GetBytes("""{"added_tokens":[{"id":3,"content":"<x>","special":true}],"pre_tokenizer":{"type":"Whitespace"},"decoder":{"type":"WordPiece"},"model":""" + Model + "}");
        var chance = new Random(11);
        for (var round = 0; round < 2000; round++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[chance.Next(flipped.Length)] ^= (byte)(1 << chance.Next(8));
            try
            {
                var tokenizer = Tokenizer.Parse(flipped);
                _ = tokenizer.Decode(tokenizer.Encode("ab <x> ab", addSpecialTokens: true).Ids, skipSpecialTokens: false);
            }
            catch (InvalidDataException refusal)
            {
                Assert.StartsWith("tokenizer.json: ", refusal.Message);
            }
        }
    }

    [Fact]
    public void A_normaliser_that_doubles_the_text_again_and_again_is_stopped()
    {
        var twice = string.Join(',', Enumerable.Repeat("""{"type":"Replace","pattern":{"String":"a"},"content":"aa"}""", 8));
        var nested = $$$"""{"normalizer":{"type":"Sequence","normalizers":[{{{twice}}},{"type":"Sequence","normalizers":[{{{twice}}}]}]},"model":{{{Model}}}}""";
        var tokenizer = Tokenizer.Parse(Encoding.UTF8.GetBytes(nested));

        Assert.Contains("normalizer: ", Assert.Throws<InvalidDataException>(() => tokenizer.CountTokens(new string('a', 1000), parseSpecialTokens: true)).Message);
    }

    [Fact]
    public void A_decoder_that_doubles_tokens_again_and_again_is_refused()
    {
        var twice = string.Join(',', Enumerable.Repeat("""{"type":"Replace","pattern":{"String":"a"},"content":"aa"}""", 40));

        var refusal = Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(Encoding.UTF8.GetBytes($$$"""{"decoder":{"type":"Sequence","decoders":[{{{twice}}}]},"model":{{{Model}}}}""")));

        Assert.Contains("decoder: expected steps that leave a token at most 65536 characters", refusal.Message);
    }

    [Fact]
    public void A_million_letters_of_one_word_take_no_quadratic_time()
    {
        var tokenizer = Tokenizer.Parse(Encoding.UTF8.GetBytes("""{"model":""" + Model + "}"));

        Assert.Equal(500_000, tokenizer.CountTokens(string.Concat(Enumerable.Repeat("ab", 500_000)), parseSpecialTokens: true));
    }
}
