using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Leaves points out, or puts another in the place of one.</summary>
/// <param name="map">The new point; negative for none.</param>
internal sealed class PointFilter(Func<int, int> map) : Normalizer
{
    internal override Piece Normalize(Piece piece)
    {
        var rewrite = new TextRewrite(piece.Length);
        var leading = 0;
        foreach (var point in piece.Points)
        {
            if (map(point) is var mapped and >= 0)
            {
                rewrite.Add(mapped, 0);
            }
            else if (rewrite.Count == 0)
            {
                leading++;
            }
            else
            {
                rewrite.RemoveAfterLast(1);
            }
        }

        return rewrite.Apply(piece, leading);
    }
}
