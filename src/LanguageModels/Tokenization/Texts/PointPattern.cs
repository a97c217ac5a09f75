namespace LanguageModels.Tokenization.Texts;

/// <summary>Every single code point that meets a condition.</summary>
internal sealed class PointPattern(Func<int, bool> condition) : TextPattern
{
    internal override void Find(ReadOnlySpan<int> text, List<(int Start, int End)> matches)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (condition(text[i]))
            {
                matches.Add((i, i + 1));
            }
        }
    }
}
