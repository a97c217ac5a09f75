using Retrieval.Extraction;

namespace Bench.Extraction;

internal static class Fitting
{
    public static async Task RunAsync(string shared, string work)
    {
        var qa = Path.Combine(shared, "data", "qa-general");
        var squad = Data.PassageQuestions(Path.Combine(qa, "squad2.train.jsonl.gz"));
        var dev = Lists(Data.PassageQuestions(Path.Combine(qa, "squad2.dev.jsonl.gz")));
        var nq = Lists(Data.PassageQuestions(Path.Combine(qa, "nq-gold.train.jsonl.gz")), 0.25);
        var nqDev = Lists(Data.PassageQuestions(Path.Combine(qa, "nq-gold.dev.jsonl.gz")));
        var world = await World.OpenAsync(shared, work);
        var wtrain = WorldLists(world, world.Train(17), 0.5);
        var s1 = WorldLists(world, world.Test("S1"), 1);
        var s3 = WorldLists(world, world.Test("S3"), 1);
        var s4 = WorldLists(world, world.Test("S4"), 1);
        Console.WriteLine($"world train {wtrain.Count} s1 {s1.Count} s3 {s3.Count} s4 {s4.Count}");
        var articles = squad.Select(q => q.Passage.Title).Distinct().ToList();
        var perArticle = articles.Select(a => Lists(squad.Where(q => q.Passage.Title == a).ToList())).ToList();
        var train = perArticle.SelectMany(x => x).ToList();
        foreach (var l2 in new[] { 0.0003, 0.001, 0.003 })
        {
            foreach (var (name, extra) in new[] { ("squad", new List<(double[][], bool[], double)>()), ("+nq", nq), ("+world", wtrain), ("+both", [.. nq, .. wtrain]) })
            {
                var cv = 0.0;
                for (var i = 0; i < articles.Count; i++)
                {
                    var w0 = Softmax.Fit([.. perArticle.Where((_, j) => j != i).SelectMany(x => x), .. extra], l2, 200);
                    cv += Hit(perArticle[i], w0) * perArticle[i].Count / train.Count;
                }
                var w = Softmax.Fit([.. train, .. extra], l2, 300);
                Console.WriteLine($"l2 {l2} {name}: cv {cv:0.000} squad dev {Hit(dev, w):0.000} nq dev {Hit(nqDev, w):0.000} wtrain {Hit(wtrain, w):0.000} s1 {Hit(s1, w):0.000} s3 {Hit(s3, w):0.000} s4 {Hit(s4, w):0.000}");
                if (name == "+both") Console.WriteLine(string.Join(", ", w.Select(x => x.ToString("0.0000"))));
            }
        }
    }

    public static List<(double[][] Features, bool[] Right, double Weight)> WorldLists(World world, List<(string Text, string? Answer)> questions, double weight)
    {
        var lists = new List<(double[][], bool[], double)>();
        var lost = 0;
        foreach (var (text, answer) in questions)
        {
            if (answer is null)
            {
                continue;
            }
            var r = new Ranking(text, world.Search(text));
            var right = r.Ranked.Select(x => World.Holds(x.Candidate.Text, answer)).ToArray();
            if (right.Any(x => x))
            {
                lists.Add(([.. r.Ranked.Select(x => x.Features)], right, weight));
            }
            else
            {
                lost++;
            }
        }
        Console.WriteLine($"answer not among the passages: {lost} of {questions.Count(q => q.Answer is not null)}");
        return lists;
    }

    public static double Hit(List<(double[][] Features, bool[] Right, double Weight)> lists, double[] w) =>
        lists.Average(l => l.Right[Best(l.Features, w)] ? 1.0 : 0.0);

    private static int Best(double[][] features, double[] w)
    {
        var scores = features.Select(f => Weighted.Sum(f, w)).ToList();
        return scores.IndexOf(scores.Max());
    }

    public static List<(double[][] Features, bool[] Right, double Weight)> Lists(List<PassageQuestion> questions, double weight = 1)
    {
        var lists = new List<(double[][], bool[], double)>();
        foreach (var q in questions.Where(q => q.Answers.Count > 0))
        {
            var r = new Ranking(q.Text, [q.Passage]);
            var right = r.Ranked.Select(x => q.Answers.Any(a => a.Start >= x.Candidate.Span.Start && a.End <= x.Candidate.Span.End)).ToArray();
            if (right.Any(x => x))
            {
                lists.Add(([.. r.Ranked.Select(x => x.Features)], right, weight));
            }
        }

        return lists;
    }
}
