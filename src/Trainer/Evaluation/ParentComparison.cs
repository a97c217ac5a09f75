using System.Collections.Immutable;

namespace Trainer.Evaluation;

/// <summary>
/// New minus old on the same questions and texts, with paired bootstrap intervals. Likelihoods are compared in nats a byte, because
/// tokenizers may differ.
/// </summary>
internal sealed record ParentComparison
{
    /// <summary>Nats a byte that a model must gain on its domain to be better by that alone (methods, 5.5: 0.05 with an interval beyond zero).</summary>
    public const double LeastDomainGain = 0.05;

    /// <summary>Nats a byte that general text may lose (the same: 0.10 for one domain).</summary>
    public const double MostGeneralLoss = 0.10;

    /// <summary>Who it is compared with.</summary>
    public required string Parent { get; init; }

    /// <summary>What follows.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Right notes of the combined choice on known questions, share.</summary>
    public Interval? Combined { get; init; }

    /// <summary>Right generated notes on known questions, share.</summary>
    public Interval? Generating { get; init; }

    /// <summary>Domain text, nats a byte; below zero is better.</summary>
    public Interval? Domain { get; init; }

    /// <summary>General text, likewise.</summary>
    public Interval? General { get; init; }

    /// <summary>Right notes of the combined choice by stratum.</summary>
    public ImmutableSortedDictionary<string, Interval> Strata { get; init; } = ImmutableSortedDictionary<string, Interval>.Empty;

    /// <summary>Compares two experts that were asked the same.</summary>
    public static ParentComparison Of(string parent, ExpertScore now, ExpertScore before)
    {
        List<(QuestionOutcome Now, QuestionOutcome Before)> known = [.. now.Outcomes.Zip(before.Outcomes).Where(pair => pair.First.Question.IsKnown)];
        var comparison = new ParentComparison
        {
            Parent = parent,
            Verdict = Verdict.NotBetter,
            Combined = Difference(known, outcome => outcome.IsChosenRight),
            Generating = known.Any(pair => pair is { Now.Testimony.Generated: not null, Before.Testimony.Generated: not null }) ? Difference(known, outcome => outcome.IsGeneratedRight) : null,
            Domain = Difference(now.Domain, before.Domain),
            General = Difference(now.General, before.General),
            Strata = known.GroupBy(pair => pair.Now.Question.Stratum)
                .ToImmutableSortedDictionary(group => group.Key, group => Difference([.. group], outcome => outcome.IsChosenRight)!, StringComparer.Ordinal), // A group is never empty.
        };
        return comparison with { Verdict = comparison.Judge() };
    }

    private Verdict Judge()
    {
        var hasForgotten = Combined is { IsBelowZero: true } || General is { IsAboveZero: true, Mean: > MostGeneralLoss };
        var hasGained = Combined is { IsAboveZero: true } || Generating is { IsAboveZero: true } || Domain is { IsBelowZero: true, Mean: <= -LeastDomainGain };
        return hasForgotten ? Verdict.Forgot : hasGained ? Verdict.Better : Verdict.NotBetter;
    }

    private static Interval? Difference(IReadOnlyList<(QuestionOutcome Now, QuestionOutcome Before)> pairs, Func<QuestionOutcome, bool> isRight) =>
        PairedBootstrap.Of([.. pairs.Select(pair => (isRight(pair.Now) ? 1.0 : 0) - (isRight(pair.Before) ? 1 : 0))]);

    private static Interval? Difference(ImmutableArray<Likelihood> now, ImmutableArray<Likelihood> before)
    {
        List<(Likelihood Now, Likelihood Before)> pairs = [.. now.Zip(before).Where(pair => pair is { First.Bytes: > 0, Second.Bytes: > 0 })];
        return PairedBootstrap.Weighted(
            [.. pairs.Select(pair => pair.Now.Nats - pair.Before.Nats * pair.Now.Bytes / pair.Before.Bytes)], [.. pairs.Select(pair => (double)pair.Now.Bytes)]);
    }
}
