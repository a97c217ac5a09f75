namespace Trainer.Evaluation;

/// <summary>How well a confidence puts right notes before wrong ones.</summary>
internal static class RankStatistics
{
    /// <summary>
    /// Area under the ROC curve: the chance that a right note has a higher confidence than a wrong one, ties counted half
    /// (Mann and Whitney 1947; Hanley and McNeil 1982). NaN when all are right or all are wrong.
    /// </summary>
    public static double Auroc(IReadOnlyCollection<Graded> notes)
    {
        var rights = notes.Count(note => note.IsRight);
        var wrongs = notes.Count - rights;
        if (rights == 0 || wrongs == 0)
        {
            return double.NaN;
        }

        var (wins, wrongsBelow) = (0.0, 0);
        foreach (var tied in notes.GroupBy(note => note.Confidence).OrderBy(group => group.Key))
        {
            var right = tied.Count(note => note.IsRight);
            var wrong = tied.Count() - right;
            wins += right * (wrongsBelow + 0.5 * wrong);
            wrongsBelow += wrong;
        }

        return wins / ((double)rights * wrongs);
    }
}
