namespace LanguageModels.Tokenization.Texts;

/// <summary>Something to look for in a text.</summary>
internal abstract class TextPattern
{
    /// <summary>Adds the non-overlapping matches, from left to right, as positions from the start of the span.</summary>
    internal abstract void Find(ReadOnlySpan<int> text, List<(int Start, int End)> matches);
}
