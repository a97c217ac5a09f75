using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Lower case, point by point, without context: the one special case without conditions is U+0130 (SpecialCasing.txt).</summary>
internal sealed class Lowercase : Normalizer
{
    private const int CapitalIWithDot = 0x130;

    internal override Piece Normalize(Piece piece)
    {
        var rewrite = new TextRewrite(piece.Length);
        foreach (var point in piece.Points)
        {
            if (point == CapitalIWithDot)
            {
                rewrite.Replace(1, ['i', 0x307]);
            }
            else
            {
                rewrite.Add(Rune.ToLowerInvariant(new Rune(point)).Value, 0);
            }
        }

        return rewrite.Apply(piece);
    }
}
