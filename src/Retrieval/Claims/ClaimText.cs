using Retrieval.Lexical;

namespace Retrieval.Claims;

/// <summary>Words of claims and sentences in the form in which they are compared.</summary>
internal static class ClaimText
{
    private static readonly HashSet<string> Negations =
        [.. "not no never none neither nor without cannot didn doesn isn wasn weren aren don won couldn unable except unlike".Split(' ')];

    private static readonly Dictionary<string, string> NumberWords = new(StringComparer.Ordinal)
    {
        ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6", ["seven"] = "7", ["eight"] = "8",
        ["nine"] = "9", ["ten"] = "10", ["eleven"] = "11", ["twelve"] = "12", ["twenty"] = "20", ["thirty"] = "30", ["forty"] = "40",
        ["fifty"] = "50", ["hundred"] = "100", ["thousand"] = "1000",
    };

    /// <summary>The terms in order, numbers written with thousands separators as one.</summary>
    public static List<ClaimTerm> Terms(string text)
    {
        var terms = new List<ClaimTerm>();
        var tokens = Tokenizer.Tokenize(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var (number, last) = GroupedNumber(text, tokens, i);
            var written = text[tokens[i].Start..tokens[last].End];
            if (number is not null || !StopWords.Question.Contains(tokens[i].Text))
            {
                terms.Add(Term(text, tokens[i], number, written));
            }

            i = last;
        }

        return terms;
    }

    public static bool IsNegated(string text) => Tokenizer.Tokenize(text).Exists(token => Negations.Contains(token.Text));

    private static ClaimTerm Term(string text, Token token, string? number, string written)
    {
        if (number is not null)
        {
            return new ClaimTerm(number, written, 1, true, false);
        }

        var stem = EnglishStemmer.Stem(token.Text);
        var rarity = BackgroundFrequencies.Rarity(stem);
        var isName = char.IsUpper(text[token.Start]) && (!OpensSentence(text, token.Start) || rarity > 0.8);
        return new ClaimTerm(stem, written, rarity, false, isName);
    }

    private static bool OpensSentence(string text, int start)
    {
        var at = start - 1;
        while (at >= 0 && !char.IsLetterOrDigit(text[at]))
        {
            if (text[at] is '.' or '?' or '!' or ':' or '\n')
            {
                return true;
            }

            at--;
        }

        return at < 0;
    }

    /// <summary>12,500 is one number; 12 and twelve are the same.</summary>
    private static (string? Number, int Last) GroupedNumber(string text, List<Token> tokens, int first)
    {
        if (!tokens[first].Text.Any(char.IsAsciiDigit))
        {
            return (NumberWords.GetValueOrDefault(tokens[first].Text), first);
        }

        var number = tokens[first].Text;
        var last = first;
        while (last + 1 < tokens.Count && tokens[last + 1].Start == tokens[last].End + 1 && text[tokens[last].End] == ','
            && tokens[last + 1].Text.Length == 3 && tokens[last + 1].Text.All(char.IsAsciiDigit) && number.All(char.IsAsciiDigit))
        {
            number += tokens[++last].Text;
        }

        return (number, last);
    }
}
