using Retrieval.Search;

namespace Bench.Extraction;

/// <summary>Fits the order of passages: softmax regression over the pool of each question.</summary>
internal static class PassageFitting
{
    private const double L2 = 0.0003;
    private const int Steps = 200;

    public static void Write(Sets sets, string product)
    {
        var lists = Lists(sets);
        Check(lists);
        var weights = Softmax.Fit([.. lists.Select(l => l.List).Where(l => l.Item2.Any(r => r))], L2, Steps);
        File.WriteAllLines(Path.Combine(product, "Search", "passages.txt"), PassageWeights.Names.Zip(weights, (name, weight) => FormattableString.Invariant($"{name} = {weight:0.0000}")));
    }

    private static List<(string Name, int Fold, (double[][], bool[], double) List)> Lists(Sets sets)
    {
        var world = sets.World.Train(68).Where(q => q.Answer is not null).Select(q => ("world", Validation.FoldOf(q.Text), List(sets.World.Find(q.Text), (_, text) => World.Holds(text, q.Answer!), 0.5)));
        var own = sets.Handbook.Questions("development").Where(q => q.Answers.Count > 0).Select(q => (q.Stratum, Validation.FoldOf(q.Text), List(sets.Handbook.Find(q.Text), q.IsRight, 1)));
        var far = sets.Handbook.Paraphrases().Select(q => (Handbook.Nameless, Validation.FoldOf(q.Text), List(sets.Handbook.Find(q.Text), q.IsRight, 3)));
        var all = world.Concat(own).Concat(far).ToList();
        foreach (var group in all.GroupBy(l => l.Item1))
        {
            Console.WriteLine(FormattableString.Invariant($"{group.Key} ({group.Count()}): in the pool {group.Average(l => l.Item3.Item2.Any(r => r) ? 1.0 : 0):0.000} of {group.Average(l => l.Item3.Item2.Length):0.0}"));
        }

        return all;
    }

    private static (double[][], bool[], double) List(PassageSearch.Found found, Func<Retrieval.Documents.Passage, string, bool> isRight, double weight) =>
        ([.. PassageFeatures.Of(found.Asked, found.Pool)], [.. found.Pool.Select(p => isRight(p, p.Text))], weight);

    private static void Check(List<(string Name, int Fold, (double[][] F, bool[] Right, double) List)> lists)
    {
        var results = Enumerable.Range(0, Validation.Folds).AsParallel().WithDegreeOfParallelism(2).SelectMany(fold =>
        {
            var weights = Softmax.Fit(lists.Where(l => l.Fold != fold && l.List.Right.Any(r => r)).Select(l => l.List).ToList(), L2, Steps);
            return lists.Where(l => l.Fold == fold).Select(l => (l.Name, Rank: Rank(l.List.F, l.List.Right, weights)));
        }).ToList();
        foreach (var group in results.GroupBy(r => r.Name))
        {
            Console.WriteLine($"  {group.Key} ({group.Count()}) " + string.Join(' ', new[] { 1, 4, 8, 20, 30, 40, 60 }.Select(k => FormattableString.Invariant($"@{k} {group.Average(r => r.Rank <= k ? 1.0 : 0):0.000}"))));
        }
    }

    private static int Rank(double[][] features, bool[] right, double[] weights)
    {
        var scores = features.Select(f => Retrieval.Extraction.Weighted.Sum(f, weights)).ToList();
        return right.Any(r => r) ? 1 + scores.Count(s => s > scores.Where((_, i) => right[i]).Max()) : int.MaxValue;
    }
}
