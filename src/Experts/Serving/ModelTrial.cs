using Experts.Generation;
using Experts.Sampling;

namespace Experts.Serving;

/// <summary>
/// Proves that a loaded model computes: one token, or one vector, through everything that a request passes. What a graph's names,
/// shapes and files do not show (operators of another library, numbers that overflow), a first run does.
/// </summary>
public static class ModelTrial
{
    /// <summary>Runs the model once.</summary>
    /// <exception cref="ModelTrialException">It fails, or gives something that is no number.</exception>
    public static async Task RunAsync(LoadedModel model, CancellationToken cancellationToken)
    {
        try
        {
            await (model.Expert is { } expert ? AnswerAsync(expert, cancellationToken) : EmbedAsync(model.Embedder!, cancellationToken)); // one of the two is set
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ModelTrialException or EngineBusyException))
        {
            throw new ModelTrialException($"The model does not run: {exception.Message}", exception);
        }
    }

    private static async Task AnswerAsync(Expert expert, CancellationToken cancellationToken)
    {
        var settings = new AnswerSettings { MaxTokens = 1, Sampling = new SamplingSettings { Temperature = 0, TopLogProbabilities = 1 } };
        await foreach (var piece in expert.AnswerAsync(expert.PromptOf("The"), settings, cancellationToken))
        {
            if (!piece.Tokens.IsDefaultOrEmpty && !float.IsFinite(piece.Tokens[0].LogProbability))
            {
                throw new ModelTrialException("The model's first logits are no numbers: its weights are damaged, or do not fit its graph.", null);
            }
        }
    }

    private static async Task EmbedAsync(TextEmbedder embedder, CancellationToken cancellationToken)
    {
        var embedded = await embedder.EmbedAsync([embedder.TokensOf("The")], null, cancellationToken);
        foreach (var number in embedded[0].Vector.ToArray())
        {
            if (!float.IsFinite(number))
            {
                throw new ModelTrialException("The model's vector is no numbers: its weights are damaged, or do not fit its graph.", null);
            }
        }
    }
}
