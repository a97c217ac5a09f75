namespace LanguageModels.Tokenization.Texts;

/// <summary>A run of a <see cref="MappedText"/>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Start">First point.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct Piece(MappedText Text, int Start, int End)
{
    internal int Length => End - Start;

    internal ReadOnlySpan<int> Points => Text.Points.AsSpan(Start, End - Start);

    /// <summary>Where the piece begins in the original text.</summary>
    internal int OriginalStart => Start < End ? Text.StartOf(Start) : 0;

    internal Piece Slice(int start, int end) => new(Text, Start + start, Start + end);
}
