using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>Several steps, one after the other.</summary>
internal sealed class NormalizerSequence(Normalizer[] steps) : Normalizer
{
    /// <summary>The longest NFKC has for one character is 18 (UAX 15, section 1.2).</summary>
    private const int MostGrowth = 64;

    internal override Piece Normalize(Piece piece)
    {
        long length = piece.Length;
        foreach (var step in steps)
        {
            piece = step.Normalize(piece);
            if (piece.Length > MostGrowth * (length + MostGrowth))
            {
                throw new InvalidDataException($"normalizer: expected steps that make a text at most {MostGrowth} times as long, found {piece.Length} code points made of {length}.");
            }
        }

        return piece;
    }
}
