using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LanguageModels.Tokenization;

namespace Support.Models;

/// <summary>The smallest real tokenizer: each byte is a token, and its id is its value. Above them are three special tokens.</summary>
public static class ByteTokenizer
{
    /// <summary>Between texts.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>Before a turn.</summary>
    public const string Start = "<|im_start|>";

    /// <summary>After a turn.</summary>
    public const string End = "<|im_end|>";

    /// <summary>Id of <see cref="EndOfText"/>.</summary>
    public const int EndOfTextId = 256;

    /// <summary>Id of <see cref="Start"/>.</summary>
    public const int StartId = 257;

    /// <summary>Id of <see cref="End"/>.</summary>
    public const int EndId = 258;

    /// <summary>Number of ids.</summary>
    public const int VocabularySize = 259;

    /// <summary>The tokenizer.</summary>
    public static Tokenizer Instance { get; } = Tokenizer.Parse(System.Text.Encoding.UTF8.GetBytes(Json()));

    /// <summary>The ids of a text: its bytes.</summary>
    public static ImmutableArray<int> Ids(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (int)value)];

    /// <summary>The tokenizer.json.</summary>
    public static string Json()
    {
        var vocabulary = new JsonObject();
        foreach (var (letter, value) in Letters().Select((letter, value) => (letter, value)))
        {
            vocabulary[letter.ToString()] = value;
        }

        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray(Special(EndOfTextId, EndOfText), Special(StartId, Start), Special(EndId, End)),
            ["normalizer"] = null,
            ["pre_tokenizer"] = ByteLevel(),
            ["post_processor"] = null,
            ["decoder"] = ByteLevel(),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = null,
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["ignore_merges"] = false,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray(),
            },
        }.ToJsonString();
    }

    private static JsonObject ByteLevel() => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = false,
        ["trim_offsets"] = true,
        ["use_regex"] = false,
    };

    private static JsonObject Special(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    /// <summary>The letter that stands for each byte, as GPT-2 has it: printable bytes are themselves, the others follow from U+0100 on.</summary>
    private static IEnumerable<char> Letters()
    {
        var next = 0x100;
        for (var value = 0; value < 256; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            yield return (char)(isPrintable ? value : next++);
        }
    }
}
