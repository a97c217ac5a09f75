using Retrieval.Claims;

namespace Bench.Extraction;

/// <summary>Fits and measures <see cref="ClaimCheck"/>.</summary>
internal static class ClaimFitting
{
    private const double L2 = 0.0003;

    public static void Write(string shared, string product)
    {
        var cases = ClaimSet.Make(Questions(shared, "train"), 2000, 1, onlyNamesAndNumbers: false);
        var weights = Logistic.Fit([.. cases.Select(c => (ClaimCheck.Features(c.Text, [c.Passage])!, c.Supported, 1.0))], L2, 600);
        File.WriteAllLines(Path.Combine(product, "Claims", "claims.txt"), ClaimWeights.Names.Zip(weights, (name, weight) => FormattableString.Invariant($"{name} = {weight:0.0000}")));
    }

    public static async Task<IReadOnlyList<string>> MeasureAsync(string shared, string work)
    {
        var free = Free(await World.OpenAsync(shared, work), shared);
        return
        [
            .. Rows(shared, onlyNamesAndNumbers: true),
            .. Rows(shared, onlyNamesAndNumbers: false),
            FormattableString.Invariant($"invented world, notes against passages worded freely: {free.Count(c => c.Supported)} supported, {free.Count(c => !c.Supported)} with another value; AUROC {Logistic.Auroc(free):0.000}"),
        ];
    }

    private static IReadOnlyList<string> Rows(string shared, bool onlyNamesAndNumbers)
    {
        var cases = ClaimSet.Make(Questions(shared, "dev"), 400, 2, onlyNamesAndNumbers).Select(c => (c.Kind, c.Supported, ClaimCheck.Check(c.Text, [c.Passage]).Probability)).ToList();
        double Pair(string positive, string negative) => Logistic.Auroc(cases.Where(c => c.Kind == positive || c.Kind == negative).Select(c => (c.Probability, c.Supported)));
        var least = cases.GroupBy(c => c.Kind).Min(g => g.Count());
        var counts = string.Join(", ", cases.GroupBy(c => c.Kind).Select(g => $"{g.Key} {g.Count()}"));
        return
        [
            $"squad2.dev ({counts}; answers {(onlyNamesAndNumbers ? "with a name or number" : "of all kinds")})",
            FormattableString.Invariant($"as many of each kind: {Logistic.Auroc(cases.GroupBy(c => c.Kind).SelectMany(g => g.Take(least)).Select(c => (c.Probability, c.Supported))):0.000}"),
            FormattableString.Invariant($"all {Logistic.Auroc(cases.Select(c => (c.Probability, c.Supported))):0.000}, P1-N1 {Pair("P1", "N1"):0.000}, P2-N3 {Pair("P2", "N3"):0.000}, P2-N4 {Pair("P2", "N4"):0.000}"),
            FormattableString.Invariant($"calibration error (10 bins) {CalibrationError([.. cases.Select(c => (c.Probability, c.Supported))]):0.000}"),
        ];
    }

    /// <summary>Each indexed fact's canonical sentence, and the same with the value of another entity; the passages are those that a search finds for it.</summary>
    private static List<(double Probability, bool Supported)> Free(World world, string shared)
    {
        var facts = Data.Lines(Path.Combine(shared, "data", "invented-world", "facts.jsonl.gz"))
            .Where(f => f.GetProperty("where").GetString() is "both" or "index")
            .Select(f => (Relation: f.GetProperty("rel").GetString()!, Value: f.GetProperty("value").GetString()!, Note: f.GetProperty("note").GetString()!)).ToList();
        var random = new Random(3);
        var cases = new List<(double, bool)>();
        foreach (var fact in facts)
        {
            cases.Add((ClaimCheck.Check(fact.Note, world.Search(fact.Note)).Probability, true));
            string[] others = [.. facts.Where(o => o.Relation == fact.Relation && o.Value != fact.Value).Select(o => o.Value).Distinct()];
            if (others.Length > 0)
            {
                var wrong = fact.Note.Replace(fact.Value, others[random.Next(others.Length)], StringComparison.Ordinal);
                cases.Add((ClaimCheck.Check(wrong, world.Search(wrong)).Probability, false));
            }
        }

        return cases;
    }

    private static double CalibrationError(List<(double Probability, bool Supported)> cases) =>
        cases.GroupBy(c => Math.Min((int)(c.Probability * 10), 9)).Sum(bin => Math.Abs(bin.Average(c => c.Probability) - bin.Average(c => c.Supported ? 1.0 : 0)) * bin.Count() / cases.Count);

    private static List<PassageQuestion> Questions(string shared, string part) =>
        Data.PassageQuestions(Path.Combine(shared, "data", "qa-general", $"squad2.{part}.jsonl.gz"));
}
