using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>
/// The words of GPT-4 and its relatives (Llama 3: digits by up to three; Qwen2: digits one by one), scanned by hand:
/// <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>.
/// </summary>
internal sealed class Gpt4Words(int mostDigits) : PreTokenizer
{
    private const string Contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private const string Rest = @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Letters = @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}";

    internal const string RegexByThree = Contractions + Letters + "{1,3}" + Rest;
    internal const string RegexByOne = Contractions + Letters + Rest;

    internal override void Split(Piece piece, List<Piece> into)
    {
        var points = piece.Points;
        for (var start = 0; start < points.Length;)
        {
            var end = EndOfWord(points, start);
            into.Add(piece.Slice(start, end));
            start = end;
        }
    }

    private int EndOfWord(ReadOnlySpan<int> points, int start)
    {
        var first = points[start];
        var kind = CharacterClasses.Of(first) & CharacterClasses.Named;
        if (kind == CharacterClasses.Letter)
        {
            return WordScan.While(points, start + 1, CharacterClasses.Letter);
        }

        if (first == '\'' && WordScan.Contraction(points[(start + 1)..], ignoreCase: true) is var length and > 0)
        {
            return start + 1 + length;
        }

        if (kind == CharacterClasses.Number)
        {
            return EndOfNumber(points, start);
        }

        var leadsLetters = first is not ('\r' or '\n') && start + 1 < points.Length && CharacterClasses.Is(points[start + 1], CharacterClasses.Letter);
        return leadsLetters ? WordScan.While(points, start + 2, CharacterClasses.Letter) : EndOfSymbols(points, start, kind);
    }

    private int EndOfNumber(ReadOnlySpan<int> points, int start)
    {
        var end = start + 1;
        while (end < points.Length && end - start < mostDigits && CharacterClasses.Is(points[end], CharacterClasses.Number))
        {
            end++;
        }

        return end;
    }

    private static int EndOfSymbols(ReadOnlySpan<int> points, int start, int kind)
    {
        var symbol = kind == 0 ? start
            : points[start] == ' ' && start + 1 < points.Length && !CharacterClasses.Is(points[start + 1], CharacterClasses.Named) ? start + 1
            : -1;
        if (symbol < 0)
        {
            return EndOfLinesOrSpaces(points, start);
        }

        var end = WordScan.WhileNot(points, symbol + 1, CharacterClasses.Named);
        while (end < points.Length && points[end] is '\r' or '\n')
        {
            end++;
        }

        return end;
    }

    /// <summary>White space up to its last line end; without one, as in GPT-2.</summary>
    private static int EndOfLinesOrSpaces(ReadOnlySpan<int> points, int start)
    {
        var run = points[start..WordScan.While(points, start + 1, CharacterClasses.Space)];
        var line = run.LastIndexOfAny('\r', '\n');
        return line >= 0 ? start + line + 1 : WordScan.EndOfSpaces(points, start);
    }
}
