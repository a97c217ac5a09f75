namespace LanguageModels.Tokenization.Texts;

/// <summary>A fixed string.</summary>
internal sealed class LiteralPattern(int[] literal) : TextPattern
{
    internal override void Find(ReadOnlySpan<int> text, List<(int Start, int End)> matches)
    {
        var from = 0;
        while (literal.Length > 0 && text[from..].IndexOf(literal) is var found and >= 0)
        {
            matches.Add((from + found, from + found + literal.Length));
            from += found + literal.Length;
        }
    }
}
