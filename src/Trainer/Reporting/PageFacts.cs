using System.Globalization;

namespace Trainer.Reporting;

/// <summary>What an expert is and how it was made, as a list.</summary>
internal static class PageFacts
{
    /// <summary>The list; what is not known is left out.</summary>
    public static Html Of(EvaluationReport report) => Html.Of($"<dl>{Html.Join(Facts(report).Where(fact => fact.Value is { Length: > 0 }).Select(fact => Html.Of($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>")))}</dl>");

    private static IEnumerable<(string Name, string? Value)> Facts(EvaluationReport report) =>
    [
        ("recipe", report.Recipe),
        ("base", report.Base ?? "none: trained from nothing"),
        ("corpus", report.CorpusHash),
        ("parameters", Count(report.Parameters)),
        ("precision", report.Precision),
        ("size", report.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB") : null),
        ("wordings remembered", Count(report.Wordings)),
        ("trained tokens", Count(report.TrainedTokens)),
        ("training time", report.TrainingSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:#,0} s") : null),
        ("seed", report.Seed?.ToString(CultureInfo.InvariantCulture)),
        ("command", report.Command),
    ];

    private static string? Count(long? number) => number?.ToString("#,0", CultureInfo.InvariantCulture);
}
