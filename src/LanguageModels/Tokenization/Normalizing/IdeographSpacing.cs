using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>A space on either side of each ideograph, which makes it a word of its own.</summary>
internal sealed class IdeographSpacing : Normalizer
{
    internal override Piece Normalize(Piece piece)
    {
        if (piece.Points.IndexOfAnyInRange(0x3400, 0x2FA1F) < 0)
        {
            return piece;
        }

        var rewrite = new TextRewrite(piece.Length * 2);
        foreach (var point in piece.Points)
        {
            if (IsIdeograph(point))
            {
                rewrite.Add(' ', 0);
                rewrite.Add(point, 1);
                rewrite.Add(' ', 1);
            }
            else
            {
                rewrite.Add(point, 0);
            }
        }

        return rewrite.Apply(piece);
    }

    /// <summary>The blocks of BERT's own <c>_is_chinese_char</c>, with the start of extension E as the tokenizers library has it.</summary>
    private static bool IsIdeograph(int point) =>
        point is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
            or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
