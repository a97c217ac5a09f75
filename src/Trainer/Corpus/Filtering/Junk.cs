namespace Trainer.Corpus.Filtering;

/// <summary>
/// Takes out lines that are no language (dumps, encodings, rulers) and drops documents that are mostly such. The rules are those of
/// Rae et al. 2021 (Gopher, appendix A.1.1) that do not depend on English, with bounds that tables of a handbook pass.
/// </summary>
internal sealed class Junk : ICorpusFilter
{
    private const int FewestWords = 20;
    private const int LongestWord = 100;
    private const double LeastReadable = 0.6;
    private const double LeastWordsWithLetters = 0.4;
    private const double MostRepeated = 0.3;

    public string Name => "junk";

    public Verdict Judge(DraftDocument document)
    {
        var verdict = Verdict.Without(document, IsJunk);
        return Flaw(verdict.Text ?? document.Text) is { } flaw ? Verdict.Drop(flaw) : verdict;
    }

    /// <summary>A word of more than 100 characters, or mostly signs, or characters that a wrong encoding left.</summary>
    internal static bool IsJunk(string line)
    {
        var visible = line.Count(character => !char.IsWhiteSpace(character));
        return visible > 0 && (line.Split(' ').Any(word => word.Length > LongestWord)
            || line.Contains('\uFFFD', StringComparison.Ordinal)
            || line.Count(char.IsLetterOrDigit) < LeastReadable * visible);
    }

    private static string? Flaw(string text)
    {
        var words = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < FewestWords)
        {
            return $"{words.Length} words are left; expected at least {FewestWords}";
        }

        var letters = words.Count(word => word.Any(char.IsLetter)) / (double)words.Length;
        if (letters < LeastWordsWithLetters)
        {
            return $"{letters:P0} of its words have a letter; expected at least {LeastWordsWithLetters:P0}";
        }

        var repeated = Repeated(text);
        return repeated > MostRepeated ? $"{repeated:P0} of it are lines that it has already; expected at most {MostRepeated:P0}" : null;
    }

    /// <summary>Share of the characters that stand in lines which occurred before.</summary>
    private static double Repeated(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return text.Split('\n').Where(line => line.Length > 0 && !seen.Add(line)).Sum(line => line.Length) / (double)text.Length;
    }
}
