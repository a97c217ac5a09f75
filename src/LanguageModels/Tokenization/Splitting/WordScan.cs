using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>Steps that the hand-written scanners share.</summary>
internal static class WordScan
{
    private const int LongS = 0x17F;

    internal static int While(ReadOnlySpan<int> points, int at, byte classes)
    {
        while (at < points.Length && CharacterClasses.Is(points[at], classes))
        {
            at++;
        }

        return at;
    }

    internal static int WhileNot(ReadOnlySpan<int> points, int at, byte classes)
    {
        while (at < points.Length && !CharacterClasses.Is(points[at], classes))
        {
            at++;
        }

        return at;
    }

    /// <summary><c>\s+(?!\S)|\s+</c>: white space, less the last point where a word follows, unless that is all there is.</summary>
    internal static int EndOfSpaces(ReadOnlySpan<int> points, int start)
    {
        var end = While(points, start + 1, CharacterClasses.Space);
        return end < points.Length && end - start > 1 ? end - 1 : end;
    }

    /// <summary>Length of <c>s|t|re|ve|m|ll|d</c> after an apostrophe; 0 for none.</summary>
    internal static int Contraction(ReadOnlySpan<int> rest, bool ignoreCase)
    {
        if (rest.IsEmpty)
        {
            return 0;
        }

        var first = Fold(rest[0], ignoreCase);
        if (first is 's' or 't' or 'm' or 'd')
        {
            return 1;
        }

        var second = rest.Length > 1 ? Fold(rest[1], ignoreCase) : 0;
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 2 : 0;
    }

    /// <summary>Simple case folding as far as these letters go: the long s folds to s as well.</summary>
    private static int Fold(int point, bool ignoreCase) =>
        !ignoreCase ? point
        : point is >= 'A' and <= 'Z' ? point + 32
        : point == LongS ? 's'
        : point;
}
