using Retrieval.Extraction;

namespace Bench.Extraction;

/// <summary>
/// Five-fold validation on the sample domain's development questions: a frame (a question without its names) is in one
/// fold only, so that every question is answered by weights that never saw its wording.
/// </summary>
internal static class Validation
{
    public const int Folds = 5;

    // "the Gecko" and "Farlmere Travel Shield" or "the Kettmere branch" and "the Oplecombe office" must not part a frame.
    private static readonly HashSet<string> OfNames =
        [.. "the a an form statement declaration request slip branch office service centre check review procedure".Split(' ')];

    public static void Run(Sets sets, bool verbose)
    {
        var associations = AttributeFitting.CrossFitted(sets);
        var others = Fitting.Others(sets, associations);
        var own = sets.Handbook.Questions("development").Concat(sets.Handbook.Paraphrases()).Where(q => q.Answers.Count > 0)
            .Select(q => (Question: q, Ranking: new Ranking(q.Text, sets.Handbook.Search(q.Text), associations[FoldOf(q.Text)]))).ToList();
        var results = Enumerable.Range(0, Folds).AsParallel().WithDegreeOfParallelism(2).SelectMany(fold => Fold(own, others, fold)).ToList();
        foreach (var group in results.GroupBy(r => r.Question.Stratum).Append(results.GroupBy(_ => "all").Single()))
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{group.Key} ({group.Count()}): among the passages {group.Average(r => r.Rank < int.MaxValue ? 1.0 : 0):0.000}, first {group.Average(r => r.Rank == 1 ? 1.0 : 0):0.000}, in three {group.Average(r => r.Rank <= 3 ? 1.0 : 0):0.000}, in four {group.Average(r => r.Rank <= 4 ? 1.0 : 0):0.000}, cited {group.Average(r => r.Cited ? 1.0 : 0):0.000}, citations {group.Average(r => r.Chosen.Count):0.00}"));
        }

        foreach (var r in results.Where(r => verbose && !r.Cited))
        {
            Console.WriteLine($"FAIL {r.Question.Stratum} rank {r.Rank}: {r.Question.Text} = {r.Question.Answers[0]} in {r.Question.Documents[0]}");
            foreach (var chosen in r.Chosen)
            {
                Console.WriteLine($"      {chosen.Candidate.Passage.Path}: {chosen.Candidate.Text}");
            }
        }
    }

    private static IEnumerable<Outcome> Fold(List<(HandbookQuestion Question, Ranking Ranking)> own, List<(double[][], bool[], double)> others, int fold)
    {
        var lists = own.Where(q => FoldOf(q.Question.Text) != fold).Select(q => (
            q.Ranking.Ranked.Select(r => r.Features).ToArray(),
            q.Ranking.Ranked.Select(r => q.Question.IsRight(r.Candidate.Passage, r.Candidate.Text)).ToArray(),
            q.Question.Stratum == Handbook.Nameless ? Fitting.NamelessWeight : Fitting.OwnWeight)).Where(l => l.Item2.Any(right => right));
        var weights = Softmax.Fit([.. others, .. lists], Fitting.ManyDocumentsL2, Fitting.Steps);
        foreach (var (question, ranking) in own.Where(q => FoldOf(q.Question.Text) == fold))
        {
            var ranked = ranking.Ranked.Select(r => r with { Score = Weighted.Sum(r.Features, weights) }).OrderByDescending(r => r.Score).ToList();
            var at = ranked.FindIndex(r => question.IsRight(r.Candidate.Passage, r.Candidate.Text));
            var chosen = SentenceSelector.Choose(ranked);
            yield return new Outcome(question, at < 0 ? int.MaxValue : at + 1, chosen, chosen.Exists(r => question.IsRight(r.Candidate.Passage, r.Candidate.Text)));
        }
    }

    /// <summary>The fold of a question's frame: its words without names, articles and the nouns that entities end in.</summary>
    public static int FoldOf(string question) =>
        question.Split(' ').Where((word, i) => i == 0 || !char.IsUpper(word[0])).Select(word => word.Trim(',', ';', '?', '.')).Where(word => !OfNames.Contains(word))
            .SelectMany(word => word).Aggregate(7, (hash, c) => unchecked((hash * 31) + c) & 0xffffff) % Folds;

    private sealed record Outcome(HandbookQuestion Question, int Rank, List<RankedSentence> Chosen, bool Cited);
}
