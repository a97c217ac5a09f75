using System.Collections.Immutable;
using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>Puts questions to an expert, as many at once as its engine batches, and takes the time.</summary>
/// <param name="expert">Who is asked.</param>
/// <param name="time">Clock.</param>
internal sealed class Hearing(EvaluatedExpert expert, TimeProvider time)
{
    private const int Alone = 20;

    private readonly NoteWitness _witness = new(expert.Model, expert.Recall, NoteGate.Agreement);

    /// <summary>The outcome of each question, in their order, and the seconds that all of them took together.</summary>
    public async Task<(ImmutableArray<QuestionOutcome> Outcomes, double Seconds)> OfAsync(
        IReadOnlyList<EvaluationQuestion> questions, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (began, done) = (time.GetTimestamp(), 0);
        ImmutableArray<QuestionOutcome> outcomes = [.. await Task.WhenAll(questions.Select(HearAsync))];
        return (outcomes, Math.Max(time.GetElapsedTime(began).TotalSeconds, 1e-6));

        async Task<QuestionOutcome> HearAsync(EvaluationQuestion question)
        {
            var testimony = await _witness.TestifyAsync(question.Text, cancellationToken);
            progress?.Report((double)Interlocked.Increment(ref done) / questions.Count);
            return new QuestionOutcome { Question = question, Testimony = testimony };
        }
    }

    /// <summary>Adds what a reading model says to the same questions.</summary>
    public static async Task<ImmutableArray<QuestionOutcome>> ReadAsync(ImmutableArray<QuestionOutcome> outcomes, ReadingWitness reading, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(outcomes.Select(async outcome => outcome with { Read = await reading(outcome.Question.Text, outcome.Testimony.Recalled, cancellationToken) }))];

    /// <summary>How fast it is: as it was with many questions at once, and with some one after the other.</summary>
    /// <param name="outcomes">Of all questions at once.</param>
    /// <param name="seconds">How long they took.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ExpertSpeed> SpeedAsync(ImmutableArray<QuestionOutcome> outcomes, double seconds, CancellationToken cancellationToken)
    {
        var (notes, recalls) = (new List<double>(), new List<double>());
        var (model, memory) = (new NoteWitness(expert.Model, null, NoteGate.Agreement), new NoteWitness(null, expert.Recall, NoteGate.Agreement));
        foreach (var question in outcomes.Take(Alone).Select(outcome => outcome.Question))
        {
            notes.Add(await MillisecondsAsync(() => model.TestifyAsync(question.Text, cancellationToken)));
            recalls.Add(await MillisecondsAsync(() => memory.TestifyAsync(question.Text, cancellationToken)));
        }

        return new ExpertSpeed(
            outcomes.Length / seconds,
            outcomes.Sum(outcome => outcome.Testimony.Generated?.Tokens ?? 0) / seconds,
            expert.Model is null ? null : Median(notes),
            expert.Recall is null ? null : Median(recalls));
    }

    private async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var began = time.GetTimestamp();
        await work();
        return time.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double? Median(List<double> values) => values.Count == 0 ? null : values.Order().ElementAt(values.Count / 2);
}
