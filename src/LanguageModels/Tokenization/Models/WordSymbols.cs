namespace LanguageModels.Tokenization.Models;

/// <summary>What a word consists of before any merge.</summary>
internal abstract class WordSymbols
{
    /// <summary>The most symbols that a word of so many points can have.</summary>
    internal abstract int MostFor(int points);

    /// <summary>Writes ids and the points each stands for; how many.</summary>
    internal abstract int Write(ReadOnlySpan<int> word, Span<int> ids, Span<int> starts, Span<int> ends);
}
