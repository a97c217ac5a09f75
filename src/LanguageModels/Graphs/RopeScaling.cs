namespace LanguageModels.Graphs;

/// <summary>How rotary frequencies are stretched for contexts beyond those of the pre-training; <c>rope_scaling</c> of config.json.</summary>
public abstract record RopeScaling
{
    private RopeScaling()
    {
    }

    /// <summary>Frequencies of the pre-training.</summary>
    public sealed record None : RopeScaling;

    /// <summary>All positions divided by a factor (position interpolation, arXiv 2306.15595).</summary>
    public sealed record Linear(double Factor) : RopeScaling;

    /// <summary>Llama 3.1: long waves divided by the factor, short ones kept, those between blended.</summary>
    /// <param name="Factor">Of the stretch.</param>
    /// <param name="LowFrequencyFactor">Waves longer than the original context over this are stretched.</param>
    /// <param name="HighFrequencyFactor">Waves shorter than the original context over this are kept.</param>
    /// <param name="OriginalContext">Positions of the pre-training.</param>
    public sealed record Llama3(double Factor, double LowFrequencyFactor, double HighFrequencyFactor, int OriginalContext) : RopeScaling;

    /// <summary>YaRN (arXiv 2309.00071): interpolation ramped over the frequencies, and a temperature on the attention.</summary>
    /// <param name="Factor">Of the stretch.</param>
    /// <param name="OriginalContext">Positions of the pre-training.</param>
    /// <param name="BetaFast">Rotations over the original context from which on a frequency is kept; 32 in the paper.</param>
    /// <param name="BetaSlow">Rotations up to which a frequency is interpolated; 1 in the paper.</param>
    /// <param name="AttentionFactor">Multiplies cos and sin; null for the paper's 0.1 ln(factor) + 1.</param>
    public sealed record Yarn(double Factor, int OriginalContext, double BetaFast, double BetaSlow, double? AttentionFactor) : RopeScaling;
}
