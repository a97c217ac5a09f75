using LanguageModels.Tokenization.Normalizing;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Splitting;

/// <summary>SentencePiece's way with spaces: each becomes a visible mark, a word begins with its mark.</summary>
/// <param name="mark">The mark, usually U+2581.</param>
/// <param name="scheme">Where a mark is put before text that has none.</param>
/// <param name="split">Whether the marks part words.</param>
internal sealed class Metaspace(int mark, MetaspacePrepend scheme, bool split) : PreTokenizer
{
    private readonly PatternSplit _atMarks = new(new LiteralPattern([mark]), SplitBehavior.MergedWithNext);
    private readonly Replace _spaces = new(new LiteralPattern([' ']), [mark]);

    internal override void Split(Piece piece, List<Piece> into)
    {
        var text = _spaces.Normalize(piece);
        var wanted = scheme == MetaspacePrepend.Always || (scheme == MetaspacePrepend.First && piece.OriginalStart == 0);
        if (wanted && text.Points is [var first, ..] && first != mark)
        {
            text = Prepend.Before(text, [mark]);
        }

        if (split)
        {
            _atMarks.Split(text, into);
        }
        else if (text.Length > 0)
        {
            into.Add(text);
        }
    }
}
