using LanguageModels.Graphs;
using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>Writes texts into a session's arrays.</summary>
internal static class TextInputs
{
    private const float Hidden = -1e9f;

    /// <summary>Fills some rows.</summary>
    /// <param name="session">Of the graph.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="columns">Columns of the session.</param>
    /// <param name="first">Its row of the first text.</param>
    /// <param name="pooling">How vectors are made; null where none are.</param>
    public static void Fill(StepSession session, TextBatch texts, int columns, int first, Pooling? pooling)
    {
        var (tokens, segments, mask) = (session.Integers(EncoderLayers.Tokens), session.Integers(EncoderLayers.Segments), session.Reals(EncoderLayers.Mask));
        var shares = pooling is null ? null : session.Reals(EncoderLayers.Shares);
        for (var row = 0; row < texts.Rows; row++)
        {
            var length = texts.Lengths[row];
            if (length < 1 || length > texts.Columns)
            {
                throw new ArgumentException($"Text {row} has {length} tokens; expected 1 to {texts.Columns}.", nameof(texts));
            }

            for (var column = 0; column < columns; column++)
            {
                var (from, to) = (row * texts.Columns + column, (first + row) * columns + column);
                var isThere = column < length;
                tokens[to] = isThere ? texts.Tokens[from] : 0;
                segments[to] = isThere ? texts.Segments[from] : 0;
                mask[to] = isThere ? 0 : Hidden;
                if (shares is not null)
                {
                    shares[to] = pooling == Pooling.First ? (column == 0 ? 1 : 0) : isThere ? 1f / length : 0;
                }
            }
        }
    }
}
