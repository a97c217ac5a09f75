using System.Buffers;
using LanguageModels.Tokenization.Adding;
using LanguageModels.Tokenization.Models;
using LanguageModels.Tokenization.Normalizing;
using LanguageModels.Tokenization.Splitting;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization;

/// <summary>
/// From text to tokens: added tokens are taken out, what lies between is normalised, added tokens are looked for again, the
/// rest is split into words, and the model turns each word into tokens. Thread-safe.
/// </summary>
/// <param name="asWritten">Added tokens looked for in the text as it is.</param>
/// <param name="normalizer">Null for none.</param>
/// <param name="asNormalized">Added tokens looked for in the normalised text.</param>
/// <param name="steps">Pre-tokenizers, in order.</param>
/// <param name="model">The model.</param>
internal sealed class TextEncoder(AddedTokenMatcher asWritten, Normalizer? normalizer, AddedTokenMatcher asNormalized, PreTokenizer[] steps, TokenModel model)
{
    internal void Encode(string text, bool parseSpecialTokens, TokenSink sink)
    {
        var points = ArrayPool<int>.Shared.Rent(Math.Max(1, text.Length));
        try
        {
            var whole = new Piece(new MappedText(points), 0, CodePoints.Write(text, points));
            foreach (var (piece, id) in SplitAdded(whole, asWritten, parseSpecialTokens))
            {
                AddNormalized(piece, id, parseSpecialTokens, sink);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(points);
        }
    }

    private void AddNormalized(Piece piece, int id, bool parseSpecialTokens, TokenSink sink)
    {
        if (id >= 0)
        {
            AddToken(piece, id, sink);
            return;
        }

        foreach (var (part, token) in SplitAdded(normalizer?.Normalize(piece) ?? piece, asNormalized, parseSpecialTokens))
        {
            if (token >= 0)
            {
                AddToken(part, token, sink);
            }
            else
            {
                AddWords(part, sink);
            }
        }
    }

    private static void AddToken(Piece piece, int id, TokenSink sink)
    {
        sink.Add(id, 0, piece.Length);
        sink.Locate(sink.Count - 1, piece);
    }

    /// <summary>The parts in order, those that are no token with the id -1; none of them empty.</summary>
    private static List<(Piece Piece, int Id)> SplitAdded(Piece piece, AddedTokenMatcher matcher, bool parseSpecialTokens)
    {
        List<(int Start, int End, int Id)> matches = [];
        if (!matcher.IsEmpty)
        {
            matcher.Find(piece.Points, parseSpecialTokens, matches);
        }

        List<(Piece, int)> parts = new((2 * matches.Count) + 1);
        var from = 0;
        foreach (var (start, end, id) in matches)
        {
            AddRest(from, start);
            parts.Add((piece.Slice(start, end), id));
            from = end;
        }

        AddRest(from, piece.Length);
        return parts;

        void AddRest(int start, int end)
        {
            if (start < end)
            {
                parts.Add((piece.Slice(start, end), -1));
            }
        }
    }

    private void AddWords(Piece piece, TokenSink sink)
    {
        var lists = WordLists.Rent();
        var words = lists.First;
        var next = lists.Second;
        words.Add(piece);
        foreach (var step in steps)
        {
            foreach (var word in words)
            {
                step.Split(word, next);
            }

            (words, next) = (next, words);
            next.Clear();
        }

        foreach (var word in words)
        {
            var from = sink.Count;
            model.Encode(word.Points, sink);
            sink.Locate(from, word);
        }

        lists.Return();
    }
}
