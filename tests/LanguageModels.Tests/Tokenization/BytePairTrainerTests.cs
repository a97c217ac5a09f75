using System.IO.Compression;
using System.Text.Json;
using Support;
using Xunit;

namespace LanguageModels.Tokenization;

public sealed class BytePairTrainerTests
{
    /// <summary>The corpora of the reference tokenizers, and how many characters of each.</summary>
    private static readonly (string Name, int Characters)[] Corpora =
    [
        ("wikitext2.valid", 350_000), ("medicine.train", 250_000), ("finance.train", 250_000), ("law.train", 200_000), ("tiny-shakespeare", 100_000),
    ];

    /// <summary>What the reference tokenizers saw besides, sixty times.</summary>
    private static readonly string[] Extra =
    [
        "你好，世界。机器学习是人工智能的一个分支。", "日本語の文章です。カタカナとひらがな。", "Привет, мир! Машинное обучение.", "مرحبا بالعالم هذا نص عربي", "Ελληνικά κείμενα", "café naïve résumé façade über Straße", "😀 👍 ❤️ 🎉", "한국어 문장입니다.",
        "def f(x):\n    return x + 1\n\n\tif (a == b) { return; }\n", "1234567890 2024-02-29 3.14159", "don't it's we're I'll they've he'd I'm DON'T IT'S", "word\r\nword\r\n\r\n        indent\n\n\n",
    ];

    [Theory]
    [InlineData("gpt2", false)]
    [InlineData("smollm2", true)]
    public void It_learns_the_tokens_and_merges_of_the_reference_trainer(string family, bool individualDigits)
    {
        Assert.SkipWhen(GoldenFamilies.Absent || SharedFolder.File("data", "text", "law.train.txt.gz") is null, SharedFolder.SkipReason);
        var expected = Model(File.ReadAllBytes(SharedFolder.File("goldens", "tokenizers", family, "tokenizer.json")!), out var special);
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 3000, SpecialTokens = special, IndividualDigits = individualDigits });
        foreach (var line in Lines())
        {
            trainer.Add(line);
        }

        var learnt = Model(trainer.Train(TestContext.Current.CancellationToken), out _);

        Assert.Equal(expected.GetProperty("merges").GetRawText(), learnt.GetProperty("merges").GetRawText());
        Assert.Equal(
            expected.GetProperty("vocab").EnumerateObject().Select(token => (token.Name, token.Value.GetInt32())).OrderBy(token => token.Item2),
            learnt.GetProperty("vocab").EnumerateObject().Select(token => (token.Name, token.Value.GetInt32())).OrderBy(token => token.Item2));
    }

    [Fact]
    public void The_order_of_the_texts_does_not_matter()
    {
        string[] texts = ["low lower lowest", "new newer newest newest", "wide wider", "aaaa aaa aa"];

        Assert.Equal(Train(texts), Train([.. texts.Reverse()]));
    }

    [Fact]
    public void Of_equally_frequent_pairs_the_one_with_the_lower_ids_is_merged_first()
    {
        var merges = Model(Train(["ba", "ab"], 258), out _).GetProperty("merges");

        Assert.Equal("""[["a","b"],["b","a"]]""", merges.GetRawText());
    }

    [Fact]
    public void Runs_of_one_letter_are_counted_as_often_as_they_can_be_merged()
    {
        var merges = Model(Train(["aaaaa"], 259), out _).GetProperty("merges");

        Assert.Equal("""[["a","a"],["aa","a"],["aa","aaa"]]""", merges.GetRawText());
    }

    [Fact]
    public void Pairs_below_the_least_frequency_are_not_merged()
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = 300, MinimumFrequency = 2 });
        trainer.Add("ab ab xyz");

        var tokenizer = Tokenizer.Parse(trainer.Train(TestContext.Current.CancellationToken));

        Assert.Equal(257, tokenizer.VocabularySize);
        Assert.Equal("ab ab xyz", tokenizer.Decode(tokenizer.Encode("ab ab xyz", addSpecialTokens: false).Ids, skipSpecialTokens: false));
    }

    [Fact]
    public void A_vocabulary_without_room_for_bytes_and_special_tokens_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new BytePairTrainer(new BytePairTraining { VocabularySize = 256, SpecialTokens = ["<|end|>"] }));
        Assert.Throws<ArgumentException>(() => new BytePairTrainer(new BytePairTraining { VocabularySize = 300, SpecialTokens = ["<x>", "<x>"] }));
    }

    private static byte[] Train(string[] texts, int size = 280)
    {
        var trainer = new BytePairTrainer(new BytePairTraining { VocabularySize = size });
        Array.ForEach(texts, trainer.Add);
        return trainer.Train(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Lines() =>
        Corpora.SelectMany(corpus => Beginning(corpus.Name, corpus.Characters).Split('\n')).Select(line => line + "\n")
            .Concat(Enumerable.Repeat(Extra, 60).SelectMany(lines => lines));

    private static string Beginning(string name, int characters)
    {
        using var stream = new GZipStream(File.OpenRead(SharedFolder.File("data", "text", $"{name}.txt.gz")!), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var text = string.Concat(reader.ReadToEnd().ReplaceLineEndings("\n").EnumerateRunes().Take(characters).Select(rune => rune.ToString()));
        return text;
    }

    private static JsonElement Model(byte[] file, out string[] special)
    {
        var root = JsonDocument.Parse(file).RootElement;
        special = [.. root.GetProperty("added_tokens").EnumerateArray().Select(token => token.GetProperty("content").GetString()!)];
        return root.GetProperty("model");
    }
}
