using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Puts a string before a text that is not empty. It shares the part of the original that the first point stands for.</summary>
internal sealed class Prepend(int[] prefix) : Normalizer
{
    internal override Piece Normalize(Piece piece) => Before(piece, prefix);

    internal static Piece Before(Piece piece, ReadOnlySpan<int> prefix)
    {
        if (piece.Length == 0 || prefix.Length == 0)
        {
            return piece;
        }

        var rewrite = new TextRewrite(piece.Length + prefix.Length);
        for (var i = 0; i < prefix.Length; i++)
        {
            rewrite.Add(prefix[i], i == 0 ? 0 : 1);
        }

        var points = piece.Points;
        rewrite.Add(points[0], 1);
        foreach (var point in points[1..])
        {
            rewrite.Add(point, 0);
        }

        return rewrite.Apply(piece);
    }
}
