using System.Collections.Immutable;
using Experts.Notes;
using Trainer.Corpus;
using Trainer.Export;

namespace Trainer.Evaluation;

/// <summary>Measures an expert, fits its gate, and compares it with its parent on the same questions and texts.</summary>
/// <param name="time">Clock.</param>
internal sealed class ExpertEvaluation(TimeProvider time)
{
    private const int MostMistakes = 25;

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is asked.</param>
    /// <param name="expert">Who is measured.</param>
    /// <param name="parent">The version before; null for none.</param>
    /// <param name="progress">Stages; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EvaluationResult> RunAsync(
        EvaluationPlan plan, EvaluatedExpert expert, EvaluatedExpert? parent, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var hearing = new Hearing(expert, time);
        var (development, _) = await hearing.OfAsync(plan.Development, Stage("development questions", progress), cancellationToken);
        var (outcomes, seconds) = await hearing.OfAsync(plan.Test, Stage("test questions", progress), cancellationToken);
        var speed = await hearing.SpeedAsync(outcomes, seconds, cancellationToken);
        outcomes = plan.Reading is { } reading ? await Hearing.ReadAsync(outcomes, reading, cancellationToken) : outcomes;
        var fitted = development.IsEmpty
            ? GateFitting.Fit(outcomes, "the test wordings themselves, cross-validated", plan.Goal)
            : GateFitting.Fit(development, $"{development.Length} development wordings", plan.Goal);
        var score = Score(plan, expert, outcomes, cancellationToken);
        return Result(expert, score, fitted, speed, parent is null ? null : await CompareAsync(plan, score, parent, progress, cancellationToken));
    }

    private async Task<ParentComparison> CompareAsync(
        EvaluationPlan plan, ExpertScore score, EvaluatedExpert parent, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var (outcomes, _) = await new Hearing(parent, time).OfAsync(plan.Test, Stage("the parent's test questions", progress), cancellationToken);
        return ParentComparison.Of(parent.Name, score, Score(plan, parent, outcomes, cancellationToken));
    }

    private static ExpertScore Score(EvaluationPlan plan, EvaluatedExpert expert, ImmutableArray<QuestionOutcome> outcomes, CancellationToken cancellationToken)
    {
        var (domain, general) = Likelihoods(plan, expert, cancellationToken);
        return new ExpertScore(outcomes, domain, general);
    }

    private static (ImmutableArray<Likelihood> Domain, ImmutableArray<Likelihood> General) Likelihoods(EvaluationPlan plan, EvaluatedExpert expert, CancellationToken cancellationToken)
    {
        if (expert is not { Folder: { } folder, Model: { } model } || plan.DomainTexts.Count + plan.GeneralTexts.Count == 0)
        {
            return ([], []);
        }

        using var scorer = FolderScorer.Open(folder, threads: 0);
        var likelihood = new TextLikelihood(scorer, model.Tokenizer, model.Tokenizer.IdOf(RecipeTokens.Texts[RecipeTokens.Document]));
        return (likelihood.Of(plan.DomainTexts, cancellationToken), likelihood.Of(plan.GeneralTexts, cancellationToken));
    }

    private static EvaluationResult Result(EvaluatedExpert expert, ExpertScore score, FittedGate fitted, ExpertSpeed speed, ParentComparison? comparison)
    {
        List<QuestionOutcome> known = [.. score.Outcomes.Where(outcome => outcome.Question.IsKnown)];
        var hasBoth = expert is { Model: not null, Recall: not null };
        var gain = hasBoth ? PairedBootstrap.Of([.. known.Select(outcome => Difference(outcome.IsChosenRight, outcome.IsRecalledRight))]) : null;
        return new EvaluationResult
        {
            Expert = expert.Name,
            Strata = Rows(score.Outcomes, fitted),
            Gate = GateFigures.Of(fitted, score.Outcomes),
            Domain = score.Domain.IsEmpty ? null : Likelihood.Sum(score.Domain),
            General = score.General.IsEmpty ? null : Likelihood.Sum(score.General),
            Speed = speed,
            GainOverRecall = gain,
            ReadingOverRecall = known.Any(outcome => outcome.Read is not null) ? PairedBootstrap.Of([.. known.Select(outcome => Difference(outcome.IsReadRight, outcome.IsRecalledRight))]) : null,
            Comparison = comparison,
            Mistakes = [.. Mistakes(score.Outcomes, fitted.Gate).Take(MostMistakes)],
            Remarks = [.. fitted.Remarks, .. gain is { IsAboveZero: false } ? ["The language model shows no gain over its memory on known questions; the memory alone would do."] : Array.Empty<string>()],
        };
    }

    private static ImmutableArray<StratumRow> Rows(ImmutableArray<QuestionOutcome> outcomes, FittedGate fitted) =>
    [
        .. outcomes.GroupBy(outcome => outcome.Question.Stratum).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => StratumRow.Of(group.Key, [.. group], fitted.Gate)),
        .. outcomes.GroupBy(outcome => outcome.Question.IsKnown).OrderByDescending(group => group.Key).Select(group => StratumRow.Of(group.Key ? StratumRow.AllKnown : StratumRow.AllUnknown, [.. group], fitted.Gate)),
    ];

    private static IEnumerable<WrongNote> Mistakes(ImmutableArray<QuestionOutcome> outcomes, NoteGate gate) =>
        from outcome in outcomes
        let choice = outcome.Choice(gate)
        where choice.Note is not null && !outcome.IsChosenRight
        orderby choice.Confidence descending, outcome.Question.Id
        select new WrongNote(outcome.Question.Stratum, outcome.Question.Text, outcome.Question.Answers.FirstOrDefault(), choice.Note!, choice.Origin.ToString(), choice.Confidence, choice.IsGiven); // those without a note were left out

    private static double Difference(bool one, bool other) => (one ? 1 : 0) - (other ? 1 : 0);

    private static StageShare? Stage(string name, IProgress<EvaluationProgress>? progress) => progress is null ? null : new StageShare(name, progress);

    private sealed class StageShare(string name, IProgress<EvaluationProgress> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new EvaluationProgress(name, value));
    }
}
