using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>
/// The words of GPT-2, scanned by hand: <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>.
/// </summary>
internal sealed class Gpt2Words : PreTokenizer
{
    internal const string Regex = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

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

    private static int EndOfWord(ReadOnlySpan<int> points, int start)
    {
        var first = points[start];
        if (first == '\'' && WordScan.Contraction(points[(start + 1)..], ignoreCase: false) is var length and > 0)
        {
            return start + 1 + length;
        }

        var body = first == ' ' && start + 1 < points.Length ? start + 1 : start;
        var kind = CharacterClasses.Of(points[body]) & CharacterClasses.Named;
        return kind switch
        {
            CharacterClasses.Letter or CharacterClasses.Number => WordScan.While(points, body + 1, (byte)kind),
            0 => WordScan.WhileNot(points, body + 1, CharacterClasses.Named),
            _ => WordScan.EndOfSpaces(points, start),
        };
    }
}
