namespace LanguageModels.Tokenization.Texts;

/// <summary>
/// Code points that know which part of the original text each of them stands for. What a normaliser made of a text may be
/// longer or shorter than it; offsets of tokens still have to name the original.
/// </summary>
internal sealed class MappedText
{
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    /// <summary>The original text itself: each point stands for itself.</summary>
    internal MappedText(int[] points) => Points = points;

    /// <summary>A changed text.</summary>
    /// <param name="points">At least as many as there are entries in <paramref name="starts"/>.</param>
    /// <param name="starts">Where in the original the part begins that a point stands for.</param>
    /// <param name="ends">One past its last code point.</param>
    internal MappedText(int[] points, int[] starts, int[] ends)
    {
        Points = points;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>May be longer than the text: the array can come from a pool.</summary>
    internal int[] Points { get; }

    /// <summary>Whether points and original are the same.</summary>
    internal bool IsOriginal => _starts is null;

    internal int StartOf(int index) => _starts is null ? index : _starts[index];

    internal int EndOf(int index) => _ends is null ? index + 1 : _ends[index];
}
