using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LanguageModels.Tokenization.Adding;

namespace LanguageModels.Tokenization.Writing;

/// <summary>A tokenizer.json about to be written, with a BPE model.</summary>
internal sealed record TokenizerFile
{
    /// <summary>Tokens that are looked for in the text as it is.</summary>
    internal required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>All tokens, by id.</summary>
    internal required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Best first.</summary>
    internal required IReadOnlyList<(string Left, string Right)> Merges { get; init; }

    internal JsonNode? Normalizer { get; init; }

    internal JsonNode? PreTokenizer { get; init; }

    internal JsonNode? PostProcessor { get; init; }

    internal required JsonNode Decoder { get; init; }

    /// <summary>Null for none.</summary>
    internal string? UnknownToken { get; init; }

    internal bool ByteFallback { get; init; }

    internal bool IgnoreMerges { get; init; }

    /// <summary>The file, UTF-8.</summary>
    internal byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteNull("truncation");
            json.WriteNull("padding");
            WriteAdded(json);
            WriteNode(json, "normalizer", Normalizer);
            WriteNode(json, "pre_tokenizer", PreTokenizer);
            WriteNode(json, "post_processor", PostProcessor);
            WriteNode(json, "decoder", Decoder);
            WriteModel(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void WriteAdded(Utf8JsonWriter json)
    {
        json.WriteStartArray("added_tokens");
        foreach (var token in Added)
        {
            json.WriteStartObject();
            json.WriteNumber("id", token.Id);
            json.WriteString("content", token.Content);
            json.WriteBoolean("single_word", token.SingleWord);
            json.WriteBoolean("lstrip", token.StripLeft);
            json.WriteBoolean("rstrip", token.StripRight);
            json.WriteBoolean("normalized", token.IsNormalized);
            json.WriteBoolean("special", token.IsSpecial);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteModel(Utf8JsonWriter json)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteString("unk_token", UnknownToken);
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", UnknownToken is not null);
        json.WriteBoolean("byte_fallback", ByteFallback);
        json.WriteBoolean("ignore_merges", IgnoreMerges);
        WriteVocabulary(json);
        json.WriteEndObject();
    }

    private void WriteVocabulary(Utf8JsonWriter json)
    {
        json.WriteStartObject("vocab");
        for (var id = 0; id < Tokens.Count; id++)
        {
            json.WriteNumber(Tokens[id], id);
        }

        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (var (left, right) in Merges)
        {
            json.WriteStartArray();
            json.WriteStringValue(left);
            json.WriteStringValue(right);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNode(Utf8JsonWriter json, string name, JsonNode? node)
    {
        json.WritePropertyName(name);
        if (node is null)
        {
            json.WriteNullValue();
        }
        else
        {
            node.WriteTo(json);
        }
    }
}
