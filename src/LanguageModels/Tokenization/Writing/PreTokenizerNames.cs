using System.Text.Json.Nodes;
using LanguageModels.Tokenization.Splitting;

namespace LanguageModels.Tokenization.Writing;

/// <summary>What the names of pre-tokenizers in GGUF files stand for, as llama.cpp splits words for them.</summary>
internal static class PreTokenizerNames
{
    /// <summary>llama.cpp's way with files that name none.</summary>
    private static readonly string[] DefaultSplits =
    [
        @"[\p{P}\$\+<=>\^~\|]+", @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)", @"\p{N}+", "[0-9][0-9][0-9]",
    ];

    /// <summary>Whether whole words are looked up before merging.</summary>
    internal static bool IgnoresMerges(string? name) => IsLlama3(name);

    /// <summary>Whether a beginning of text is added where the file does not say.</summary>
    internal static bool AddsBeginning(string? name) => IsLlama3(name);

    internal static JsonNode? Normalizer(string? name) => name == "qwen2" ? new JsonObject { ["type"] = "NFC" } : null;

    /// <exception cref="InvalidDataException">The name is not known.</exception>
    internal static JsonObject PreTokenizer(string? name) => name switch
    {
        null or "default" => Sequence([.. DefaultSplits.Select(Split), ByteLevel(useRegex: false)]),
        "gpt-2" => ByteLevel(useRegex: true),
        "smollm" => Sequence([new JsonObject { ["type"] = "Digits", ["individual_digits"] = true }, ByteLevel(useRegex: true)]),
        "qwen2" => Sequence([Split(Gpt4Words.RegexByOne), ByteLevel(useRegex: false)]),
        _ when IsLlama3(name) => Sequence([Split(Gpt4Words.RegexByThree), ByteLevel(useRegex: false)]),
        _ => throw new InvalidDataException(
            $"tokenizer.ggml.pre: expected gpt-2, smollm, qwen2, llama-bpe or default, found '{name}'. Import the model from its Hugging Face folder instead."),
    };

    private static bool IsLlama3(string? name) => name is "llama-bpe" or "llama3" or "llama-v3";

    private static JsonObject Sequence(JsonNode[] steps) => new() { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(steps) };

    private static JsonObject Split(string regex) =>
        new() { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = regex }, ["behavior"] = "Isolated", ["invert"] = false };

    private static JsonObject ByteLevel(bool useRegex) =>
        new() { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = useRegex };
}
