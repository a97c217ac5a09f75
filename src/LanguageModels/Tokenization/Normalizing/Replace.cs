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
        List<int> points = new(piece.Length), starts = new(piece.Length), ends = new(piece.Length);
        var from = 0;
        foreach (var (start, end) in matches)
        {
            Keep(from, start);
            for (var i = 0; i < content.Length; i++)
            {
                Add(content[i], Math.Max(end - 1, 0));
            }

            from = end;
        }

        Keep(from, piece.Length);
        return new Piece(new MappedText([.. points], [.. starts], [.. ends]), 0, points.Count);

        void Keep(int first, int end)
        {
            for (var i = first; i < end; i++)
            {
                Add(piece.Points[i], i);
            }
        }

        void Add(int point, int old)
        {
            points.Add(point);
            starts.Add(piece.Text.StartOf(piece.Start + old));
            ends.Add(piece.Text.EndOf(piece.Start + old));
        }
    }
}
