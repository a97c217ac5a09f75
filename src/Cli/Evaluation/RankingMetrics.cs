namespace Cli.Evaluation;

/// <summary>How good a ranking is, the mean of many questions.</summary>
/// <param name="Ndcg">nDCG at 10, gains as they are (Järvelin and Kekäläinen 2002).</param>
/// <param name="Recall1">Share of the relevant documents among the first one.</param>
/// <param name="Recall5">Among the first five.</param>
/// <param name="Recall10">Among the first ten.</param>
/// <param name="Recall100">Among the first hundred.</param>
/// <param name="Mrr">Reciprocal rank of the first relevant one, 0 from rank eleven on.</param>
internal sealed record RankingMetrics(double Ndcg, double Recall1, double Recall5, double Recall10, double Recall100, double Mrr)
{
    private const int Depth = 10;

    /// <summary>Of one question.</summary>
    /// <param name="ranked">Ids, best first.</param>
    /// <param name="question">With what each document is worth.</param>
    public static RankingMetrics Of(IReadOnlyList<string> ranked, SetQuestion question)
    {
        var ideal = Discounted(question.Gains.Values.OrderDescending());
        var first = ranked.Take(Depth).ToList().FindIndex(question.Relevant.Contains);
        return new RankingMetrics(
            ideal > 0 ? Discounted(ranked.Select(id => question.Gains.GetValueOrDefault(id))) / ideal : double.NaN,
            Recall(ranked, question, 1),
            Recall(ranked, question, 5),
            Recall(ranked, question, 10),
            Recall(ranked, question, 100),
            question.Relevant.Count == 0 ? double.NaN : first < 0 ? 0 : 1.0 / (first + 1));
    }

    /// <summary>The mean of many. Where nothing could be found there is no figure (NaN), and it is left out.</summary>
    public static RankingMetrics Mean(IReadOnlyCollection<RankingMetrics> all) => new(
        Mean(all, one => one.Ndcg),
        Mean(all, one => one.Recall1),
        Mean(all, one => one.Recall5),
        Mean(all, one => one.Recall10),
        Mean(all, one => one.Recall100),
        Mean(all, one => one.Mrr));

    private static double Mean(IEnumerable<RankingMetrics> all, Func<RankingMetrics, double> of) => all.Select(of).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static double Discounted(IEnumerable<double> gains) => gains.Take(Depth).Select((gain, at) => gain / Math.Log2(at + 2)).Sum();

    private static double Recall(IReadOnlyList<string> ranked, SetQuestion question, int depth) =>
        question.Relevant.Count == 0 ? double.NaN : (double)ranked.Take(depth).Count(question.Relevant.Contains) / question.Relevant.Count;
}
