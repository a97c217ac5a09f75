using LanguageModels.Tokenization.Adding;

namespace LanguageModels.Tokenization.Reading;

/// <summary>The section <c>added_tokens</c>.</summary>
internal static class AddedTokenReader
{
    private const int MostTokens = 1 << 20;

    /// <summary>In characters: looking for a token costs its length at each place where it may begin.</summary>
    private const int LongestToken = 1024;

    internal static List<AddedToken> Read(JsonField section) =>
        section.IsAbsent ? [] : [.. section.Items(MostTokens).Select(ReadToken)];

    private static AddedToken ReadToken(JsonField token)
    {
        var special = token["special"].Flag(otherwise: false);
        return new AddedToken(
            token["id"].Number(0, VocabularyReader.HighestId),
            token["content"].Text(LongestToken),
            special,
            token["normalized"].Flag(otherwise: !special),
            token["single_word"].Flag(otherwise: false),
            token["lstrip"].Flag(otherwise: false),
            token["rstrip"].Flag(otherwise: false));
    }
}
