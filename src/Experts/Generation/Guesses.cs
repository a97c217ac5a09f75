using System.Numerics.Tensors;
using LanguageModels.Sessions;

namespace Experts.Generation;

/// <summary>What to guess for a sequence that runs alone, and which choices a guess must not decide.</summary>
/// <param name="decoder">The model, for its limits.</param>
/// <param name="settings">How far to guess, and how clear a choice must be.</param>
internal sealed class Guesses(IDecoder decoder, GenerationSettings settings)
{
    /// <summary>Tokens that may come next, copied from where the last ones stood before; empty when there is nothing to guess.</summary>
    public ReadOnlySpan<int> For(Sequence sequence)
    {
        if (!decoder.ScoresAllPositions || settings.LookupTokens == 0 || sequence.DecidesAlone)
        {
            sequence.DecidesAlone = false;
            return [];
        }

        var room = Math.Min(sequence.Reserve - sequence.Count, decoder.MaxLength - sequence.Count);
        var most = Math.Min(Math.Min(settings.LookupTokens, room), decoder.MaxChunk - 1);
        var guess = sequence.Pace.Rests ? [] : PromptLookup.Guess(sequence.Tokens, most);
        if (guess.IsEmpty)
        {
            sequence.Pace = sequence.Pace.Passed();
        }

        return guess;
    }

    /// <summary>Whether a greedy choice might be another one in a run without guesses.</summary>
    public bool IsClose(Sequence sequence, ReadOnlySpan<float> logits)
    {
        if (settings.LookupLead <= 0 || sequence.Request.Sampling.Temperature > 0)
        {
            return false;
        }

        var first = TensorPrimitives.IndexOfMax(logits);
        var second = Math.Max(MaxOf(logits[..first]), MaxOf(logits[(first + 1)..]));
        return logits[first] - second < settings.LookupLead;

        static float MaxOf(ReadOnlySpan<float> some) => some.IsEmpty ? float.NegativeInfinity : TensorPrimitives.Max(some);
    }
}
