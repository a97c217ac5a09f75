using LanguageModels.Tokenization.Normalizing;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>A space before text that does not begin with one, then what follows.</summary>
internal sealed class PrefixSpace : PreTokenizer
{
    internal override void Split(Piece piece, List<Piece> into)
    {
        if (piece.Length > 0)
        {
            into.Add(piece.Points[0] == ' ' ? piece : Prepend.Before(piece, [' ']));
        }
    }
}
