using System.Collections.Immutable;
using LanguageModels.Tokenization;
using Trainer.Export;

namespace Trainer.Evaluation;

/// <summary>Scores texts with a model folder. A text is cut into windows of the model's context, each begun by the token that begins documents.</summary>
/// <param name="scorer">The model.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="beginning">Token before a document; null for a model without one, whose first token then is not scored.</param>
internal sealed class TextLikelihood(FolderScorer scorer, Tokenizer tokenizer, int? beginning)
{
    private const int LongestWindow = 512;

    /// <summary>The likelihood of each text; one that has no token to score counts nothing.</summary>
    public ImmutableArray<Likelihood> Of(IEnumerable<string> texts, CancellationToken cancellationToken) =>
        [.. texts.Select(text => Of(text, cancellationToken))];

    private Likelihood Of(string text, CancellationToken cancellationToken)
    {
        var ids = tokenizer.Encode(text, addSpecialTokens: false, parseSpecialTokens: false).Ids;
        var room = Math.Min(LongestWindow, scorer.MaxLength) - (beginning is null ? 0 : 1);
        var (tokens, bytes, nats) = (0L, 0L, 0.0);
        for (var start = 0; start < ids.Length; start += room)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var window = ids.AsSpan(start, Math.Min(room, ids.Length - start));
            int[] row = beginning is { } begin ? [begin, .. window] : [.. window];
            var scores = new float[row.Length];
            scorer.Score(row, scores);
            for (var i = 1; i < row.Length; i++)
            {
                tokens++;
                bytes += tokenizer.BytesOf(row[i]).Length;
                nats -= scores[i];
            }
        }

        return new Likelihood(1, tokens, bytes, nats);
    }
}
