using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>
/// What speaks for the best sentence really answering the question. Order: <see cref="SupportWeights.Names"/>. Near-miss
/// questions change one thing of an answerable one (a name, a number, a word into its opposite), so much here looks for
/// the one word that nothing supports.
/// </summary>
internal static class SupportFeatures
{
    private static readonly HashSet<string> Negations = [.. "not no never none neither nor without cannot didn doesn isn wasn weren aren don won couldn unable fail failed refuse refused unlike except".Split(' ')];

    private static readonly HashSet<string> Extremes =
        [.. "first last most least only largest smallest highest lowest oldest newest youngest earliest latest best worst original biggest greatest longest shortest top main never always".Split(' ')];

    public static double[] Of(Ranking ranking)
    {
        var best = ranking.Ranked[0];
        var c = best.Candidate;
        var q = ranking.Question;
        var passage = ranking.Set.PassageStems[c.PassageIndex];
        var title = ranking.Set.TitleStems[c.PassageIndex];
        var total = q.Terms.Sum(t => t.Weight) + 1e-9;
        double soft = 0, inPassage = 0, missingMax = 0, missingHere = 0, names = 0, numbers = 0, exact = 0, extremes = 0, lostCount = 0;
        foreach (var term in q.Terms)
        {
            var here = TermMatch.Exact(term, c);
            var alike = here || TermMatch.Concept(term, c) || TermMatch.Family(term, c.StemSet) || title.Contains(term.Stem);
            var near = alike || passage.Contains(term.Stem) || TermMatch.Family(term, passage);
            exact += here ? term.Weight : 0;
            soft += alike ? term.Weight : 0;
            inPassage += near ? term.Weight : 0;
            missingHere = Math.Max(missingHere, alike ? 0 : term.Weight);
            missingMax = Math.Max(missingMax, near ? 0 : term.Weight);
            lostCount += near ? 0 : 1;
            names += term.IsName && !near ? 1 : 0;
            numbers += term.IsNumber && !near ? 1 : 0;
        }

        foreach (var word in q.Words)
        {
            extremes += Extremes.Contains(word) && !c.Tokens.Exists(t => t.Text == word) ? 1 : 0;
        }

        var margin = ranking.Ranked.Count > 1 ? best.Score - ranking.Ranked[1].Score : 4;
        var mass = ranking.Ranked.Sum(r => Math.Exp(r.Score - best.Score));
        return
        [
            1,
            exact / total,
            soft / total,
            inPassage / total,
            missingHere,
            missingMax,
            lostCount / Math.Max(1, q.Terms.Count),
            Math.Min(names, 2),
            Math.Min(numbers, 2),
            extremes > 0 ? 1 : 0,
            Negated(q.Words) == c.Tokens.Exists(t => Negations.Contains(t.Text)) ? 0 : 1,
            Negated(q.Words) ? 1 : 0,
            Math.Min(margin, 4) / 4,
            1 / mass,
            Math.Log(1 + q.Terms.Count) / 3,
            best.Features[1],
            best.Features[11],
            best.Features[12],
            best.Features[13] + best.Features[14] + best.Features[15] + best.Features[16] + best.Features[17] + best.Features[18],
            best.Features[19],
            best.Features[20],
            best.Features[24],
            best.Features[27],
            best.Features[22],
            best.Score / 8,
            Math.Log(1 + ranking.Ranked.Count(r => r.Candidate.PassageIndex == c.PassageIndex)) / 3,
            q.Kind == AnswerKind.None ? 1 : 0,
            q.Kind == AnswerKind.Reason ? 1 : 0,
            best.Features[23],
            InOrder(q, c),
        ];
    }

    private static bool Negated(IReadOnlyList<string> words) => words.Any(Negations.Contains);

    /// <summary>Share of neighbouring words of the question that stand in the same order in the sentence.</summary>
    private static double InOrder(Question q, Candidate c)
    {
        var places = q.Terms.Select(t => c.Stems.IndexOf(t.Stem)).Where(at => at >= 0).ToList();
        return places.Count < 2 ? 0 : places.Zip(places.Skip(1), (a, b) => b > a ? 1.0 : 0).Average();
    }
}
