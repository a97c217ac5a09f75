using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>Two lists that words go back and forth between from step to step; each thread keeps a pair, so that texts do not grow new ones.</summary>
internal sealed class WordLists
{
    /// <summary>Larger lists are left to the collector: 64 Ki words of 16 bytes.</summary>
    private const int MostKept = 1 << 16;

    [ThreadStatic]
    private static WordLists? t_spare;

    internal List<Piece> First { get; } = [];

    internal List<Piece> Second { get; } = [];

    internal static WordLists Rent()
    {
        var lists = t_spare ?? new WordLists();
        t_spare = null;
        return lists;
    }

    internal void Return()
    {
        if (First.Capacity <= MostKept && Second.Capacity <= MostKept)
        {
            First.Clear();
            Second.Clear();
            t_spare = this;
        }
    }
}
