using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Normalizing;

/// <summary>A step that rewrites the text before it is split.</summary>
internal abstract class Normalizer
{
    internal abstract Piece Normalize(Piece piece);
}
