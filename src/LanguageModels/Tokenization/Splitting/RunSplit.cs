using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>Words are runs of points of one kind; a kind may be left out, and a kind may stand alone point by point.</summary>
/// <param name="kindOf">Kind of a point; 0 for separators, which are left out.</param>
/// <param name="alone">The kind whose points are words of their own; -1 for none.</param>
internal sealed class RunSplit(Func<int, int> kindOf, int alone = -1) : PreTokenizer
{
    internal override void Split(Piece piece, List<Piece> into)
    {
        var points = piece.Points;
        for (var start = 0; start < points.Length;)
        {
            var kind = kindOf(points[start]);
            var end = start + 1;
            while (end < points.Length && kind != alone && kindOf(points[end]) == kind)
            {
                end++;
            }

            if (kind != 0)
            {
                into.Add(piece.Slice(start, end));
            }

            start = end;
        }
    }
}
