namespace LanguageModels.Tokenization.Training;

/// <summary>A word being merged.</summary>
/// <param name="symbols">Its ids.</param>
/// <param name="count">How often it was seen.</param>
internal sealed class TrainingWord(int[] symbols, long count)
{
    private int _length = symbols.Length;

    internal long Count => count;

    internal ReadOnlySpan<int> Symbols => symbols.AsSpan(0, _length);

    /// <summary>Merges a pair wherever it stands, from left to right; reports each pair that comes (+1) and goes (-1).</summary>
    internal void Merge(int left, int right, int merged, List<(int Left, int Right, int Change)> changes)
    {
        var written = 0;
        for (var i = 0; i < _length; i++)
        {
            if (symbols[i] != left || i + 1 == _length || symbols[i + 1] != right)
            {
                symbols[written++] = symbols[i];
                continue;
            }

            if (written > 0)
            {
                changes.Add((symbols[written - 1], left, -1));
                changes.Add((symbols[written - 1], merged, 1));
            }

            if (i + 2 < _length)
            {
                changes.Add((right, symbols[i + 2], -1));
                changes.Add((merged, symbols[i + 2], 1));
            }

            symbols[written++] = merged;
            i++;
        }

        _length = written;
    }
}
