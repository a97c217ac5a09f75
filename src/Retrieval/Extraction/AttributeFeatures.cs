using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>The words of a text that may tell its attribute: stems and pairs of neighbours, without names and figures.</summary>
internal static class AttributeFeatures
{
    private const string Figure = "#";

    /// <summary>Present in every text: how common a class is.</summary>
    private const string Constant = "*";

    /// <summary>Distinct features in order of appearance.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string> { "^" };
        var tokens = Tokenizer.Tokenize(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Word(text, tokens, i) is { } word && (word != Figure || words[^1] != Figure))
            {
                words.Add(word);
            }
        }

        return [.. words.Skip(1).Concat(words.Zip(words.Skip(1), (a, b) => $"{a}_{b}")).Append(Constant).Distinct()];
    }

    private static string? Word(string text, List<Token> tokens, int i)
    {
        var first = text[tokens[i].Start];
        if (char.IsAsciiDigit(first))
        {
            return Figure;
        }

        var stem = EnglishStemmer.Stem(tokens[i].Text);
        var isName = char.IsUpper(first) && (i > 0 || BackgroundFrequencies.Rarity(stem) >= 1);
        return isName ? null : stem;
    }
}
