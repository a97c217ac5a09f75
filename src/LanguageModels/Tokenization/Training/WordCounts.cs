using System.Buffers;
using LanguageModels.Tokenization.Splitting;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Training;

/// <summary>How often each word of the texts was seen.</summary>
internal sealed class WordCounts
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly PreTokenizer? _digits;
    private readonly Gpt2Words _words = new();

    internal WordCounts(bool individualDigits)
    {
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        _digits = individualDigits
            ? new PatternSplit(new PointPattern(point => CharacterClasses.Is(point, CharacterClasses.Number)), SplitBehavior.Isolated)
            : null;
    }

    /// <summary>In the order of the words, so that the outcome does not depend on hashing.</summary>
    internal IEnumerable<KeyValuePair<string, long>> InOrder => _counts.OrderBy(word => word.Key, StringComparer.Ordinal);

    internal void Add(string text)
    {
        var points = ArrayPool<int>.Shared.Rent(Math.Max(1, text.Length));
        try
        {
            Count(new Piece(new MappedText(points), 0, CodePoints.Write(text, points)));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(points);
        }
    }

    private void Count(Piece text)
    {
        List<Piece> parts = [];
        List<Piece> words = [];
        if (_digits is null)
        {
            parts.Add(text);
        }
        else
        {
            _digits.Split(text, parts);
        }

        parts.ForEach(part => _words.Split(part, words));
        words.ForEach(Count);

        void Count(Piece word)
        {
            Span<char> units = word.Length <= 128 ? stackalloc char[256] : new char[2 * word.Length];
            units = units[..CodePoints.WriteUtf16(word.Points, units)];
            _lookup[units] = _lookup.TryGetValue(units, out var count) ? count + 1 : 1;
        }
    }
}
