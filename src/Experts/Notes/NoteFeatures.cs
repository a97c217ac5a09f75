using System.Collections.Immutable;

namespace Experts.Notes;

/// <summary>What a note's confidence is computed from.</summary>
/// <param name="RecallScore">Of the nearest remembered question, 0 to 1; 0 for none.</param>
/// <param name="RecallMargin">By how much its note is nearer than the next one's.</param>
/// <param name="MeanLogProbability">Of the generated tokens, natural, not below <see cref="Floor"/>; 0 where nothing was generated.</param>
/// <param name="MinLogProbability">Of the least certain one, likewise.</param>
/// <param name="Agrees">Whether the generated note is the nearest remembered one.</param>
/// <param name="IsAmongRecalled">Whether it is one of the nearest five.</param>
/// <param name="IsDeclined">Whether the language model said that it knows nothing.</param>
public readonly record struct NoteFeatures(
    double RecallScore, double RecallMargin, double MeanLogProbability, double MinLogProbability, bool Agrees, bool IsAmongRecalled, bool IsDeclined)
{
    /// <summary>Least log probability that counts: below one in three thousand a token is a guess, however bad.</summary>
    public const double Floor = -8;

    /// <summary>Names of the features in the order of <see cref="Values"/>; they are part of the gate's file.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["recall_score", "recall_margin", "mean_log_probability", "min_log_probability", "agrees", "is_among_recalled", "is_declined"];

    /// <summary>The features as numbers.</summary>
    public double[] Values =>
        [RecallScore, RecallMargin, MeanLogProbability, MinLogProbability, Agrees ? 1 : 0, IsAmongRecalled ? 1 : 0, IsDeclined ? 1 : 0];

    /// <summary>Of what the witnesses say.</summary>
    public static NoteFeatures Of(NoteTestimony testimony)
    {
        var (generated, recalled, confirmation) = (testimony.Generated, testimony.Recalled, testimony.Confirmation);
        return new NoteFeatures(
            recalled.Count > 0 ? recalled[0].Score : 0,
            recalled.Count > 1 ? recalled[0].Score - recalled[1].Score : recalled.Count == 1 ? recalled[0].Score : 0,
            Math.Max(Floor, generated?.MeanLogProbability ?? 0),
            Math.Max(Floor, generated?.MinLogProbability ?? 0),
            confirmation is not null && confirmation == recalled[0],
            confirmation is not null,
            generated?.IsDeclined ?? false);
    }
}
