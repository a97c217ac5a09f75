using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Several steps, one after the other.</summary>
internal sealed class NormalizerSequence(Normalizer[] steps) : Normalizer
{
    internal override Piece Normalize(Piece piece)
    {
        foreach (var step in steps)
        {
            piece = step.Normalize(piece);
        }

        return piece;
    }
}
