namespace LanguageModels.Tokenization.Texts;

/// <summary>
/// A piece being rewritten, point by point, from left to right. Follows <c>NormalizedString::transform_range</c> of the
/// tokenizers library, which decides the offsets: each new point says how it changes the number of points. 0 replaces the
/// next old point, 1 is inserted and shares the part of the old point before it, -n replaces one and swallows n more.
/// </summary>
internal sealed class TextRewrite
{
    private readonly List<(int Point, int Change)> _written;

    internal TextRewrite(int capacity) => _written = new List<(int, int)>(capacity + 8);

    internal int Count => _written.Count;

    internal void Add(int point, int change) => _written.Add((point, change));

    /// <summary>Swallows old points after the last point written. Before the first one they are lost to the count, as in the library.</summary>
    internal void RemoveAfterLast(int count)
    {
        if (_written.Count > 0)
        {
            var (point, change) = _written[^1];
            _written[^1] = (point, change - count);
        }
    }

    /// <summary>Replaces <paramref name="oldCount"/> old points by new ones: the surplus is inserted at the end, a deficit swallowed by the last.</summary>
    internal void Replace(int oldCount, ReadOnlySpan<int> by)
    {
        for (var i = 0; i < by.Length; i++)
        {
            Add(by[i], i < oldCount ? 0 : 1);
        }

        if (by.Length < oldCount)
        {
            RemoveAfterLast(oldCount - by.Length);
        }
    }

    /// <param name="piece">What was rewritten.</param>
    /// <param name="skipped">Old points dropped before the first new one.</param>
    internal Piece Apply(Piece piece, int skipped = 0)
    {
        var (points, starts, ends) = (new int[_written.Count], new int[_written.Count], new int[_written.Count]);
        var old = skipped;
        for (var i = 0; i < points.Length; i++)
        {
            var (point, change) = _written[i];
            points[i] = point;
            (starts[i], ends[i]) = PartOf(piece, change > 0 ? old - 1 : old);
            old += change > 0 ? 0 : 1 - change;
        }

        return new Piece(new MappedText(points, starts, ends), 0, points.Length);
    }

    private static (int Start, int End) PartOf(Piece piece, int old)
    {
        if (old < 0)
        {
            return (piece.OriginalStart, piece.OriginalStart);
        }

        var index = piece.Start + Math.Min(old, piece.Length - 1);
        return (piece.Text.StartOf(index), piece.Text.EndOf(index));
    }
}
