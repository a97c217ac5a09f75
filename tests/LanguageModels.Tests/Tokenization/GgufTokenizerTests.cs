using System.Text.Json;
using Support;
using Xunit;

namespace LanguageModels.Tokenization;

public sealed class GgufTokenizerTests
{
    private static readonly GgufVocabulary Small = new()
    {
        Model = "llama",
        Tokens = ["<unk>", "<s>", "</s>", .. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>"), "▁", "a", "b", "ab", "▁ab", "bb"],
        Scores = [.. new float[259], -10, -11, -12, -1, -2, -3],
        TokenTypes = [2, 3, 3, .. Enumerable.Repeat(6, 256), 1, 1, 1, 1, 1, 1],
        BeginningId = 1,
        EndId = 2,
        UnknownId = 0,
    };

    [Fact]
    public void A_SentencePiece_vocabulary_joins_the_best_scores_first_as_SentencePiece_does()
    {
        Assert.SkipWhen(GoldenFamilies.Absent, SharedFolder.SkipReason);
        var vocabulary = FromReference("llama2");
        var tokenizer = Tokenizer.Parse(GgufTokenizer.ToTokenizerJson(vocabulary));
        var ids = vocabulary.Tokens.Index().ToDictionary(token => token.Item, token => token.Index, StringComparer.Ordinal);
        foreach (var one in GoldenFamilies.Cases("llama2").GetProperty("cases").EnumerateArray())
        {
            var text = one.GetProperty("t").GetString()!;

            Assert.Equal(JoinByScore(text, ids, vocabulary.Scores!), tokenizer.Encode(text, addSpecialTokens: false, parseSpecialTokens: false).Ids);
        }
    }

    [Fact]
    public void A_beginning_is_added_unless_the_file_says_no()
    {
        Assert.Equal([1, 263], Encode(Small));
        Assert.Equal([263], Encode(Small with { AddBeginning = false }));
        Assert.Equal([1, 263, 2], Encode(Small with { AddEnd = true }));
        Assert.Equal([1, 262], Encode(Small with { AddSpacePrefix = false }));
    }

    [Fact]
    public void Characters_without_a_piece_become_their_bytes_and_come_back()
    {
        var tokenizer = Tokenizer.Parse(GgufTokenizer.ToTokenizerJson(Small));
        var ids = tokenizer.Encode("é b", addSpecialTokens: true).Ids;

        Assert.Equal([1, 259, 3 + 0xC3, 3 + 0xA9, 259, 261], ids);
        Assert.Equal("é b", tokenizer.Decode(ids, skipSpecialTokens: true));
    }

    [Theory]
    [InlineData("gpt-2")]
    [InlineData("smollm")]
    [InlineData("qwen2")]
    [InlineData("llama-bpe")]
    [InlineData("default")]
    [InlineData(null)]
    public void Each_known_name_of_a_pre_tokenizer_gives_a_tokenizer_that_gives_texts_back(string? name)
    {
        var tokenizer = Tokenizer.Parse(GgufTokenizer.ToTokenizerJson(Bytes(name)));

        Assert.Equal("It's 1234, naïve\n\n  x", tokenizer.Decode(tokenizer.Encode("It's 1234, naïve\n\n  x", addSpecialTokens: false).Ids, skipSpecialTokens: false));
    }

    [Fact]
    public void What_cannot_be_followed_is_refused_with_its_key()
    {
        Refused(Small with { Model = "rwkv" }, "tokenizer.ggml.model: expected gpt2 or llama, found 'rwkv'");
        Refused(Small with { Scores = [1] }, "tokenizer.ggml.scores: expected 265 entries");
        Refused(Small with { Scores = null }, "tokenizer.ggml.scores: expected the scores");
        Refused(Small with { BeginningId = 265 }, "tokenizer.ggml.bos_token_id: expected an id below 265");
        Refused(Small with { Tokens = [] }, "tokenizer.ggml.tokens: expected from 1");
        Refused(Small with { Tokens = [.. Small.Tokens.Take(264), "ab"] }, "found 'ab' several times");
        Refused(Bytes("unheard-of"), "tokenizer.ggml.pre: expected gpt-2");
        Refused(Bytes("gpt-2") with { Merges = ["ab"] }, "tokenizer.ggml.merges[0]: expected two tokens");
        Refused(Bytes("gpt-2") with { Merges = null }, "tokenizer.ggml.merges: expected the merges");
    }

    private static void Refused(GgufVocabulary vocabulary, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => GgufTokenizer.ToTokenizerJson(vocabulary)).Message);

    private static int[] Encode(GgufVocabulary vocabulary) =>
        Tokenizer.Parse(GgufTokenizer.ToTokenizerJson(vocabulary)).Encode("ab", addSpecialTokens: true).Ids;

    private static GgufVocabulary Bytes(string? name)
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 260 });
        trainer.Add("abababab");
        var model = JsonDocument.Parse(trainer.Train(TestContext.Current.CancellationToken)).RootElement.GetProperty("model");
        return new GgufVocabulary
        {
            Model = "gpt2",
            PreTokenizer = name,
            Tokens = [.. model.GetProperty("vocab").EnumerateObject().Select(token => token.Name)],
            Merges = [.. model.GetProperty("merges").EnumerateArray().Select(merge => $"{merge[0]} {merge[1]}")],
        };
    }

    /// <summary>The reference vocabulary with scores that fall with the id, as SentencePiece's BPE trainer gives them.</summary>
    private static GgufVocabulary FromReference(string family)
    {
        var file = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.File("goldens", "tokenizers", family, "tokenizer.json")!)).RootElement;
        string[] tokens = [.. file.GetProperty("model").GetProperty("vocab").EnumerateObject().OrderBy(token => token.Value.GetInt32()).Select(token => token.Name)];
        return new GgufVocabulary
        {
            Model = "llama",
            Tokens = tokens,
            Scores = [.. tokens.Select((_, id) => -(float)id)],
            TokenTypes = [.. tokens.Select((_, id) => id == 0 ? 2 : id < 3 ? 3 : id < 259 ? 6 : 1)],
            UnknownId = 0,
            BeginningId = 1,
        };
    }

    /// <summary>SentencePiece's BPE without any queue: join the neighbours with the best score, the leftmost of equals, until none gives a piece.</summary>
    private static List<int> JoinByScore(string text, Dictionary<string, int> ids, IReadOnlyList<float> scores)
    {
        List<string> symbols = text.Length == 0 ? [] : [.. ("▁" + text.Replace(' ', '▁')).EnumerateRunes().Select(rune => rune.ToString())];
        while (true)
        {
            var best = -1;
            for (var i = 0; i + 1 < symbols.Count; i++)
            {
                if (ScoreAt(i) > (best < 0 ? float.NegativeInfinity : ScoreAt(best)))
                {
                    best = i;
                }
            }

            if (best < 0)
            {
                return [.. symbols.SelectMany(symbol => ids.TryGetValue(symbol, out var id) ? [id] : System.Text.Encoding.UTF8.GetBytes(symbol).Select(value => 3 + value))];
            }

            symbols[best] += symbols[best + 1];
            symbols.RemoveAt(best + 1);
        }

        float ScoreAt(int place) =>
            ids.TryGetValue(symbols[place] + symbols[place + 1], out var id) && id >= 259 && ids.ContainsKey(symbols[place]) && ids.ContainsKey(symbols[place + 1])
                ? scores[id] : float.NegativeInfinity;
    }
}
