using System.Collections.Immutable;

namespace Trainer.Export;

/// <summary>Compares an exported folder with the same weights in float32, and those with the training graph.</summary>
internal static class Verification
{
    /// <summary>The figures, judged.</summary>
    /// <param name="folder">As exported.</param>
    /// <param name="reference">The same in float32; the same path when it was exported so.</param>
    /// <param name="order">Probe, scores of the training and limits.</param>
    /// <param name="time">Clock of the engine.</param>
    /// <param name="cancellationToken">Ends it between two rows.</param>
    /// <exception cref="ExportException">Too much was lost.</exception>
    public static async Task<ExportCheck> RunAsync(string folder, string reference, ExportOrder order, TimeProvider time, CancellationToken cancellationToken)
    {
        var expected = Scores(reference, order.Probe, cancellationToken);
        var found = folder == reference ? expected : Scores(folder, order.Probe, cancellationToken);
        return new ExportCheck
        {
            Rows = order.Probe.Rows.Length,
            Tokens = expected.Sum(row => row.Length),
            ReferenceNll = -Mean(expected),
            ExportedNll = -Mean(found),
            GreedyAgreement = await AgreementAsync(folder, reference, order.Probe, time, cancellationToken),
            TrainingDifference = order.TrainingScores is { } training ? Difference(order.Probe, training, expected) : null,
        }.Judged(order.Limits);
    }

    /// <summary>Log probabilities of each row's answer.</summary>
    private static float[][] Scores(string folder, ExportProbe probe, CancellationToken cancellationToken)
    {
        using var scorer = FolderScorer.Open(folder, threads: 0);
        return [.. probe.Rows.Select(row => AnswerScores(row, scorer.Score, cancellationToken))];
    }

    private static float[] AnswerScores(ExportProbe.Row row, TokenScorer score, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var scores = new float[row.Tokens.Length];
        score(row.Tokens.AsSpan(), scores);
        return scores[row.PromptLength..];
    }

    private static double Mean(float[][] rows) => rows.SelectMany(row => row).Average(score => (double)score);

    private static double Difference(ExportProbe probe, TokenScorer training, float[][] exported)
    {
        var most = 0.0;
        foreach (var (row, expected) in probe.Rows.Zip(exported))
        {
            var scores = AnswerScores(row, training, CancellationToken.None);
            most = scores.Zip(expected, (one, other) => Math.Abs((double)one - other)).Append(most).Max();
        }

        return most;
    }

    private static async Task<double> AgreementAsync(string folder, string reference, ExportProbe probe, TimeProvider time, CancellationToken cancellationToken)
    {
        if (folder == reference)
        {
            return 1;
        }

        ImmutableArray<ImmutableArray<int>> prompts = [.. probe.Rows.Select(row => row.Prompt)];
        var expected = await GreedyAnswers.OfAsync(reference, prompts, probe.MostTokens, time, cancellationToken);
        var found = await GreedyAnswers.OfAsync(folder, prompts, probe.MostTokens, time, cancellationToken);
        return expected.Zip(found).Count(pair => pair.First.SequenceEqual(pair.Second)) / (double)prompts.Length;
    }
}
