using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>A step that cuts text into words, which the model then treats one by one. May change the text as well.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Adds the piece's parts, in order, none of them empty.</summary>
    internal abstract void Split(Piece piece, List<Piece> into);
}
