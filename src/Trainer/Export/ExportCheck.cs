using System.Collections.Immutable;
using System.Globalization;

namespace Trainer.Export;

/// <summary>How near an exported model is to its training weights.</summary>
internal sealed record ExportCheck
{
    /// <summary>Rows that were compared.</summary>
    public required int Rows { get; init; }

    /// <summary>Tokens of answers that were scored.</summary>
    public required int Tokens { get; init; }

    /// <summary>Mean negative log likelihood of those tokens in float32, nats.</summary>
    public required double ReferenceNll { get; init; }

    /// <summary>The same as exported.</summary>
    public required double ExportedNll { get; init; }

    /// <summary>Share of rows whose greedy answers are the same token for token.</summary>
    public required double GreedyAgreement { get; init; }

    /// <summary>Largest difference of a log probability between training graph and float32 export; null when not compared.</summary>
    public double? TrainingDifference { get; init; }

    /// <summary>What an operator should know; empty when all is well.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Nats a token that the export costs.</summary>
    public double Rise => ExportedNll - ReferenceNll;

    /// <summary>Adds remarks, or refuses.</summary>
    /// <exception cref="ExportException">A figure is past what may be exported, or no number; the message says which, and what to try.</exception>
    public ExportCheck Judged(ExportLimits limits)
    {
        RefuseIf(!double.IsFinite(ReferenceNll) || !double.IsFinite(ExportedNll), "scores are no numbers; the weights hold infinities or are damaged. Go back to the last good checkpoint");
        RefuseIf(
            TrainingDifference is { } difference && !(difference <= limits.RefusedDifference),
            $"a token's log probability differs by {Text(TrainingDifference ?? 0)} between training and export; at most {Text(limits.RefusedDifference)} is rounding. Are architecture and weights those of one model?");
        RefuseIf(Rise > limits.RefusedRise, $"the answers' likelihood fell by {Text(Rise)} nats a token; at most {Text(limits.RefusedRise)} is accepted. Export with more bits");
        RefuseIf(GreedyAgreement < limits.RefusedAgreement, $"{Share(GreedyAgreement)} of the greedy answers stay the same; at least {Share(limits.RefusedAgreement)} is accepted. Export with more bits");
        return this with
        {
            Remarks =
            [
                .. Rise > limits.RemarkedRise ? [$"The export costs {Text(Rise)} nats a token (from {Text(ReferenceNll)} to {Text(ExportedNll)}); more bits cost less."] : Array.Empty<string>(),
                .. GreedyAgreement < limits.RemarkedAgreement ? [$"{Share(GreedyAgreement)} of {Rows} greedy answers are those of the training weights."] : Array.Empty<string>(),
            ],
        };
    }

    private static void RefuseIf(bool isWrong, string why)
    {
        if (isWrong)
        {
            throw new ExportException($"The export is refused: {why}.");
        }
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.#%", CultureInfo.InvariantCulture);
}
