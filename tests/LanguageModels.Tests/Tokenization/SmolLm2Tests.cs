using System.Text.Json;
using Support;
using Xunit;

namespace LanguageModels.Tokenization;

/// <summary>The tokenizer inside a real GGUF file.</summary>
public sealed class SmolLm2Tests
{
    private static readonly Lazy<Tokenizer?> FromGguf = new(() =>
        SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf") is { } path
            ? Tokenizer.Parse(GgufTokenizer.ToTokenizerJson(GgufKeys.Vocabulary(path)))
            : null);

    [Fact]
    public void A_tokenizer_from_GGUF_gives_the_reference_ids_with_and_without_special_tokens()
    {
        Assert.SkipWhen(FromGguf.Value is null, SharedFolder.SkipReason);
        List<string> wrong = [];
        foreach (var one in Lines("tokenizer.jsonl"))
        {
            var text = one.GetProperty("text").GetString()!;
            var ids = one.GetProperty("ids");
            var parsed = FromGguf.Value!.Encode(text, addSpecialTokens: true).Ids;
            var plain = FromGguf.Value.Encode(text, addSpecialTokens: true, parseSpecialTokens: false).Ids;
            if (!parsed.SequenceEqual(GoldenFamilies.Numbers(ids)) || !plain.SequenceEqual(GoldenFamilies.Numbers(one.TryGetProperty("ids_plain", out var alone) ? alone : ids)))
            {
                wrong.Add($"{one.GetProperty("id")}: {string.Join(',', parsed)}; {string.Join(',', plain)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_tokenizer_from_GGUF_decodes_to_the_reference_texts()
    {
        Assert.SkipWhen(FromGguf.Value is null, SharedFolder.SkipReason);
        foreach (var one in Lines("tokenizer.jsonl"))
        {
            var ids = GoldenFamilies.Numbers(one.GetProperty("ids"));
            var decoded = Text(one, "decoded") ?? one.GetProperty("text").GetString();

            Assert.Equal(decoded, FromGguf.Value!.Decode(ids, skipSpecialTokens: false));
            Assert.Equal(Text(one, "decoded_skip") ?? decoded, FromGguf.Value.Decode(ids, skipSpecialTokens: true));
        }
    }

    [Fact]
    public void A_stream_shows_each_character_with_the_token_that_completes_it()
    {
        Assert.SkipWhen(FromGguf.Value is null, SharedFolder.SkipReason);
        foreach (var one in Lines("stream-decode.jsonl"))
        {
            var decoder = new IncrementalDecoder(FromGguf.Value!, skipSpecialTokens: false);
            var ids = GoldenFamilies.Numbers(one.GetProperty("ids"));
            string[] chunks = [.. ids.Select(decoder.Append)];
            var flush = decoder.Flush();

            Assert.Equal(one.GetProperty("chunks").EnumerateArray().Select(chunk => chunk.GetString()!), chunks);
            Assert.Equal(one.GetProperty("flush").GetString(), flush);
            Assert.Equal(one.GetProperty("text").GetString(), FromGguf.Value!.Decode(ids, skipSpecialTokens: false));
        }
    }

    [Fact]
    public void Conversations_encode_to_the_reference_ids()
    {
        Assert.SkipWhen(FromGguf.Value is null, SharedFolder.SkipReason);
        foreach (var one in Lines("chat.jsonl"))
        {
            Assert.Equal(GoldenFamilies.Numbers(one.GetProperty("ids")), FromGguf.Value!.Encode(one.GetProperty("text").GetString()!, addSpecialTokens: false).Ids);
        }
    }

    private static string? Text(JsonElement one, string name) => one.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static IEnumerable<JsonElement> Lines(string name) =>
        File.ReadLines(SharedFolder.File("goldens", "smollm2", name)!).Select(line => JsonDocument.Parse(line).RootElement);
}
