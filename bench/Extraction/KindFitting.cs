using Retrieval.Extraction;
using Retrieval.Lexical;

namespace Bench.Extraction;

/// <summary>Counts which kinds of value stand in right and in other sentences, for each form of question.</summary>
internal static class KindFitting
{
    private const double Smoothing = 4;

    public static void Write(Sets sets, string product)
    {
        var examples = sets.Squad("train").Concat(sets.Nq("train")).Where(q => q.Answers.Count > 0)
            .SelectMany(q => Of(new Ranking(q.Text, [q.Passage]), c => q.Answers.Any(a => a.Start >= c.Span.Start && a.End <= c.Span.End)))
            .Concat(sets.World.Train(136).Where(q => q.Answer is not null).SelectMany(q => Of(new Ranking(q.Text, sets.World.Search(q.Text)), c => World.Holds(c.Text, q.Answer!))))
            .Concat(sets.Handbook.Questions("development").Where(q => q.Answers.Count > 0).Concat(sets.Handbook.Paraphrases())
                .SelectMany(q => Of(new Ranking(q.Text, sets.Handbook.Search(q.Text)), c => q.IsRight(c.Passage, c.Text))))
            .ToList();
        var all = Shares(examples);
        File.WriteAllLines(Path.Combine(product, "Lexical", "kinds.txt"), examples.GroupBy(e => e.Form).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {string.Join(' ', Shares([.. group]).Zip(all, (own, general) => Pair(own, general)))}"));
    }

    /// <summary>A right sentence and the others of its question weigh the same.</summary>
    private static IEnumerable<(string Form, AnswerKind Kinds, bool Right, double Weight)> Of(Ranking ranking, Func<Candidate, bool> isRight)
    {
        var form = AnswerExpectation.FormOf(ranking.Question.Words);
        var found = ranking.Ranked.Select(r => (Kinds: ValueKinds.In(r.Candidate.Text, r.Candidate.Tokens, ranking.Question.WordSet), Right: isRight(r.Candidate))).ToList();
        var right = found.Count(f => f.Right);
        return right == 0 || right == found.Count ? [] : found.Select(f => (form, f.Kinds, f.Right, f.Right ? 1.0 / right : 1.0 / (found.Count - right)));
    }

    private static (double Right, double Other, double Count)[] Shares(List<(string Form, AnswerKind Kinds, bool Right, double Weight)> examples)
    {
        var count = examples.Where(e => e.Right).Sum(e => e.Weight);
        return Array.ConvertAll(AnswerExpectation.Kinds, kind => (
            examples.Where(e => e.Right && (e.Kinds & kind) != 0).Sum(e => e.Weight),
            examples.Where(e => !e.Right && (e.Kinds & kind) != 0).Sum(e => e.Weight),
            count));
    }

    /// <summary>Rare forms lean on all questions.</summary>
    private static string Pair((double Right, double Other, double Count) own, (double Right, double Other, double Count) all)
    {
        var right = (own.Right + (Smoothing * all.Right / all.Count) + 0.05) / (own.Count + Smoothing + 0.1);
        var other = (own.Other + (Smoothing * all.Other / all.Count) + 0.05) / (own.Count + Smoothing + 0.1);
        return FormattableString.Invariant($"{Math.Log(right / other):0.00}/{Math.Log((1 - right) / (1 - other)):0.00}");
    }
}
