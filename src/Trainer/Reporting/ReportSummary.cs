using System.Globalization;
using Trainer.Evaluation;

namespace Trainer.Reporting;

/// <summary>An evaluation in a line, for the manifest of a version.</summary>
internal static class ReportSummary
{
    /// <summary>The line.</summary>
    public static string Of(EvaluationResult result)
    {
        var known = result.Strata.FirstOrDefault(row => row.Stratum == StratumRow.AllKnown);
        var unknown = result.Strata.FirstOrDefault(row => row.Stratum == StratumRow.AllUnknown);
        return string.Join("; ", (string[])
        [
            .. known is null ? [] : new[] { $"right {Share(known.Combined)} of {known.Questions} known (generated {Share(known.Generating)}, recalled {Share(known.Recalling)})" },
            $"{Share(result.Gate.Rows[^1].RightAmongKept)} of the notes given right",
            .. unknown is null ? [] : new[] { $"{Share(unknown.Given)} of {unknown.Questions} unknown answered" },
            $"verdict {result.Verdict.ToString().ToLowerInvariant()}",
        ]);
    }

    private static string Share(Proportion? proportion) => proportion?.Share is { } share ? share.ToString("0.0%", CultureInfo.InvariantCulture) : "none";
}
