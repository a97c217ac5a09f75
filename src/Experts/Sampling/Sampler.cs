namespace Experts.Sampling;

/// <summary>Placeholder until the sampler arrives: always the likeliest token.</summary>
public sealed class Sampler
{
    private readonly ITokenConstraint? _constraint;
    private readonly int? _top;

    /// <summary>Placeholder.</summary>
    public Sampler(SamplingSettings settings, ReadOnlySpan<int> prompt, int vocabularySize, ITokenConstraint? constraint) =>
        (_constraint, _top) = (constraint, prompt.Length > vocabularySize ? null : settings.TopLogProbabilities);

    /// <summary>Placeholder.</summary>
    public ReadOnlySpan<TokenChoice> Top => [];

    /// <summary>Placeholder.</summary>
    public TokenChoice Choose(Span<float> logits)
    {
        _constraint?.Apply(logits);
        var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(logits);
        _constraint?.Accept(best);
        return new TokenChoice(best, _top is null ? 0 : -1);
    }
}
