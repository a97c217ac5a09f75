using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Removes white space from the ends.</summary>
internal sealed class Strip(bool left, bool right) : Normalizer
{
    internal override Piece Normalize(Piece piece)
    {
        var points = piece.Points;
        var (start, end) = (0, points.Length);
        while (left && start < end && CharacterClasses.Is(points[start], CharacterClasses.Space))
        {
            start++;
        }

        while (right && end > start && CharacterClasses.Is(points[end - 1], CharacterClasses.Space))
        {
            end--;
        }

        return piece.Slice(start, end);
    }
}
