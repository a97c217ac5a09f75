using Support;
using Xunit;

namespace LanguageModels.Tokenization;

/// <summary>The tokenizer.json files of whole models.</summary>
public sealed class ModelFileTests
{
    [Fact]
    public void MiniLM_gives_the_reference_ids()
    {
        var (file, golden) = (SharedFolder.File("models", "all-minilm-l6-v2", "tokenizer.json"), SharedFolder.File("goldens", "embeddings", "minilm-tokens.json.gz"));
        Assert.SkipWhen(file is null || golden is null, SharedFolder.SkipReason);
        var tokenizer = Tokenizer.Load(file!);
        foreach (var one in GoldenFamilies.Unzip(golden!).EnumerateArray())
        {
            Assert.Equal(GoldenFamilies.Numbers(one.GetProperty("ids")), tokenizer.Encode(one.GetProperty("t").GetString()!, addSpecialTokens: true).Ids);
        }

        Assert.Equal(new TokenTruncation(128), tokenizer.Truncation);
        Assert.Equal(128, tokenizer.Padding!.FixedLength);
    }

    [Fact]
    public void Every_tokenizer_of_the_reference_models_loads_and_gives_back_a_text()
    {
        var folder = SharedFolder.Path is null ? null : Path.Combine(SharedFolder.Path, "goldens");
        Assert.SkipWhen(folder is null, SharedFolder.SkipReason);
        string[] files = [.. new[] { "decoders", "genai", "training" }.SelectMany(name => Directory.GetFiles(Path.Combine(folder!, name), "tokenizer.json", SearchOption.AllDirectories))];
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var tokenizer = Tokenizer.Load(file);
            const string Text = "The contract shall terminate on 31 December 2025.";

            Assert.Equal(Text, tokenizer.Decode(tokenizer.Encode(Text, addSpecialTokens: true).Ids, skipSpecialTokens: true));
        }
    }
}
