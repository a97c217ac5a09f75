using System.Globalization;
using System.Text;

namespace Retrieval.Lexical;

/// <summary>Cuts a text into words: maximal runs of letters and digits, as SQLite's <c>unicode61</c> does.</summary>
internal static class Tokenizer
{
    public static List<Token> Tokenize(string text) => Tokenize(text, 0, text.Length);

    public static List<Token> Tokenize(string text, int start, int end)
    {
        var tokens = new List<Token>();
        for (var at = start; at < end;)
        {
            var length = WordLength(text, at, end);
            if (length > 0)
            {
                tokens.Add(new Token(Normalize(text.AsSpan(at, length)), at, at + length));
            }

            at += Math.Max(length, 1);
        }

        return tokens;
    }

    private static int WordLength(string text, int start, int end)
    {
        var at = start;
        while (at < end && (char.IsLetterOrDigit(text[at]) || IsMark(text, start, at)))
        {
            at++;
        }

        return at - start;
    }

    /// <summary>Combining marks belong to the letter before them, so decomposed accents do not cut words.</summary>
    private static bool IsMark(string text, int start, int at) =>
        at > start && char.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark;

    private static string Normalize(ReadOnlySpan<char> word)
    {
        var lower = word.ToString().ToLowerInvariant();
        return Ascii.IsValid(lower) ? lower : WithoutMarks(lower);
    }

    private static string WithoutMarks(string word)
    {
        // Words come from UTF-16 text that may hold lone surrogates only inside letters we never join,
        // so normalisation cannot meet them: a surrogate is no letter for char.IsLetterOrDigit.
        var bare = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(c);
            }
        }

        return bare.ToString();
    }
}
