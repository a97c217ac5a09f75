using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Puts a string in the place of each match. It stands for the last point of what it replaces.</summary>
internal sealed class Replace(TextPattern pattern, int[] content) : Normalizer
{
    internal override Piece Normalize(Piece piece)
    {
        List<(int Start, int End)> matches = [];
        pattern.Find(piece.Points, matches);
        return matches.Count == 0 ? piece : Rewritten(piece, matches);
    }

    private Piece Rewritten(Piece piece, List<(int Start, int End)> matches)
    {
        var length = piece.Length + matches.Sum(match => content.Length - (match.End - match.Start));
        var (points, starts, ends) = (new int[length], new int[length], new int[length]);
        var (count, from) = (0, 0);
        foreach (var (start, end) in matches)
        {
            Keep(start);
            foreach (var point in content)
            {
                Add(point, end - 1);
            }

            from = end;
        }

        Keep(piece.Length);
        return new Piece(new MappedText(points, starts, ends), 0, length);

        void Keep(int end)
        {
            for (var i = from; i < end; i++)
            {
                Add(piece.Text.Points[piece.Start + i], i);
            }
        }

        void Add(int point, int old)
        {
            points[count] = point;
            starts[count] = piece.Text.StartOf(piece.Start + old);
            ends[count++] = piece.Text.EndOf(piece.Start + old);
        }
    }
}
