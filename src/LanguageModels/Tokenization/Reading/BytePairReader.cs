using System.Text.Json;
using LanguageModels.Tokenization.Models;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>A model of type BPE.</summary>
internal static class BytePairReader
{
    private const int MostMerges = 1 << 22;

    internal static BytePairModel Read(JsonField section, Vocabulary vocabulary, bool byBytes, IReadOnlySet<int> special)
    {
        if (section["dropout"] is { IsAbsent: false } dropout && dropout.Real() != 0)
        {
            throw dropout.Unlike("null: dropout is for training");
        }

        var prefix = section["continuing_subword_prefix"].OptionalText() ?? "";
        var wholeWords = section["ignore_merges"].Flag(otherwise: false) ? new WholeWords(vocabulary, special, byBytes) : null;
        return new BytePairModel(ReadSymbols(section, vocabulary, byBytes, prefix), ReadMerges(section["merges"], vocabulary, prefix.Length), wholeWords);
    }

    private static WordSymbols ReadSymbols(JsonField section, Vocabulary vocabulary, bool byBytes, string prefix)
    {
        var fuse = section["fuse_unk"].Flag(otherwise: false);
        var unknown = Unknown(section["unk_token"], vocabulary);
        var suffix = section["end_of_word_suffix"].OptionalText() ?? "";
        if (byBytes && prefix.Length == 0 && suffix.Length == 0)
        {
            int[] bytes = [.. Enumerable.Range(0, 256).Select(value => vocabulary.IdOf([ByteAlphabet.CharacterOf((byte)value)]))];
            return new ByteSymbols(bytes, unknown, fuse);
        }

        if (byBytes)
        {
            throw section["end_of_word_suffix"].Wrong("no prefix or suffix of words after a ByteLevel pre-tokenizer", $"'{prefix}' and '{suffix}'");
        }

        var fallback = section["byte_fallback"].Flag(otherwise: false) ? VocabularyReader.BytesOf(vocabulary, section) : null;
        return new CharacterSymbols(vocabulary, prefix, suffix, fallback, unknown, fuse);
    }

    private static int Unknown(JsonField field, Vocabulary vocabulary) =>
        field.OptionalText() is not { } token ? -1
        : vocabulary.IdOf(token) is var id and >= 0 ? id
        : throw field.Wrong("a token of the vocabulary", token);

    private static MergeTable ReadMerges(JsonField section, Vocabulary vocabulary, int prefixLength)
    {
        if (section.Value.ValueKind != JsonValueKind.Array || section.Value.GetArrayLength() > MostMerges)
        {
            throw section.Unlike($"an array of at most {MostMerges} merges");
        }

        var merges = new MergeTable(section.Value.GetArrayLength());
        var rank = 0;
        foreach (var item in section.Value.EnumerateArray())
        {
            var field = section with { Value = item, Path = $"merges[{rank}]" };
            var (left, right) = ReadPair(field);
            var merged = left + (right.Length >= prefixLength ? right[prefixLength..] : "");
            merges.Set(Token(field, vocabulary, left), Token(field, vocabulary, right), rank++, Token(field, vocabulary, merged));
        }

        return merges;
    }

    private static int Token(JsonField field, Vocabulary vocabulary, string token) =>
        vocabulary.IdOf(token) is var id and >= 0 ? id : throw field.Wrong("tokens of the vocabulary that give one", $"'{token}', which is none");

    /// <summary>Two strings, or one with a space between the two.</summary>
    private static (string Left, string Right) ReadPair(JsonField field)
    {
        if (field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() == 2
            && field.Value[0].ValueKind == JsonValueKind.String && field.Value[1].ValueKind == JsonValueKind.String)
        {
            return (field.Value[0].GetString()!, field.Value[1].GetString()!);
        }

        var text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : throw field.Unlike("two tokens");
        var space = text.IndexOf(' ');
        return space > 0 && text.IndexOf(' ', space + 1) < 0 ? (text[..space], text[(space + 1)..]) : throw field.Unlike("two tokens and one space between them");
    }
}
