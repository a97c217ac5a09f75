using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>
/// What speaks for a sentence, in numbers between about -1 and 1. The order is that of
/// <see cref="SelectionWeights.Names"/>.
/// </summary>
internal static class SentenceFeatures
{
    private static readonly HashSet<string> Pronouns = [.. "it they he she this these those its their his her such".Split(' ')];

    public static double[] Of(Candidate c, CandidateSet set, double bestBm25)
    {
        var q = set.Question;
        var total = set.TotalWeight + 1e-9;
        var title = set.TitleStems[c.PassageIndex];
        double exact = 0, concept = 0, family = 0, titled = 0, before = 0, names = 0, allNames = 0, numbers = 0, allNumbers = 0, missing = 0, elsewhere = 0;
        foreach (var term in q.Terms)
        {
            var weight = set.Weight(term);
            var here = TermMatch.Exact(term, c);
            var alike = !here && TermMatch.Concept(term, c);
            var kin = !here && !alike && TermMatch.Family(term, c.StemSet);
            var inTitle = !here && !alike && !kin && title.Contains(term.Stem);
            var inPrevious = !here && !alike && !kin && c.Previous is not null && c.Previous.StemSet.Contains(term.Stem);
            exact += here ? weight : 0;
            concept += alike ? weight : 0;
            family += kin ? weight : 0;
            titled += inTitle ? weight : 0;
            elsewhere += !here && !alike && !kin && !inTitle && set.DocumentStems[c.Passage.DocumentId].Contains(term.Stem) ? weight : 0;
            before += inPrevious ? weight : 0;
            allNames += term.IsName ? 1 : 0;
            names += term.IsName && (here || inTitle) ? 1 : 0;
            allNumbers += term.IsNumber ? 1 : 0;
            numbers += term.IsNumber && here ? 1 : 0;
            missing = Math.Max(missing, here || alike || kin || inTitle ? 0 : weight);
        }

        var bm25 = set.Bm25(c);
        var kinds = ValueKinds.In(c.Text, c.Tokens, q.WordSet);
        var soft = (exact + concept + family + titled + (0.5 * elsewhere)) / total;
        var wanted = q.ConceptKinds | q.Kind;
        var pronoun = c.Tokens.Count > 0 && Pronouns.Contains(c.Tokens[0].Text);
        return
        [
            bm25 / (bestBm25 + 1e-9),
            bm25 / (q.Terms.Sum(t => set.Idf(t.Stem)) + 1e-9),
            exact / total,
            concept / total,
            family / total,
            titled / total,
            before / total,
            pronoun ? before / total : 0,
            Share(names, allNames),
            Share(numbers, allNumbers),
            missing,
            Bigrams(q, c),
            Closeness(q, c),
            KindMatch(q.Kind, kinds, AnswerKind.Person),
            KindMatch(q.Kind, kinds, AnswerKind.Date),
            KindMatch(q.Kind, kinds, AnswerKind.Number | AnswerKind.Money),
            KindMatch(q.Kind, kinds, AnswerKind.Place),
            KindMatch(q.Kind, kinds, AnswerKind.Duration | AnswerKind.Time),
            KindMatch(q.Kind, kinds, AnswerKind.Reason),
            ConceptKindMatch(q, kinds),
            q.Head is not null && c.StemSet.Contains(q.Head) ? 1 : 0,
            c.Position == 0 ? 1 : 0,
            Math.Min(c.Position, 8) / 8.0,
            Math.Log(1 + c.Tokens.Count) / 4,
            News(q, c),
            c.PassageIndex == 0 ? 1 : 0,
            set.BestPassageScore > 0 ? c.Passage.Score / set.BestPassageScore : 0,
            ConceptCoverage(q, c),
            c.Text.EndsWith('?') ? 1 : 0,
            c.Passage.Superseded ? 1 : 0,
            set.Recency(c),
            elsewhere / total,
            soft * soft,
            wanted == AnswerKind.None ? 0 : (wanted & kinds) != 0 ? soft : -soft,
            .. NameFeatures.Of(c, set, wanted, kinds),
            .. MeaningFeatures.Of(c, set, wanted, kinds),
        ];
    }

    private static double Share(double part, double all) => all > 0 ? part / all : 0;

    private static double Bigrams(Question q, Candidate c)
    {
        var found = q.Bigrams.Count(pair => Near(c.Stems, pair.First, pair.Second));
        return Share(found, q.Bigrams.Count);
    }

    private static bool Near(List<string> stems, string first, string second)
    {
        for (var i = 0; i < stems.Count; i++)
        {
            for (var j = i + 1; stems[i] == first && j <= Math.Min(i + 3, stems.Count - 1); j++)
            {
                if (stems[j] == second)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Words of the question divided by the length of the stretch that holds them all.</summary>
    private static double Closeness(Question q, Candidate c)
    {
        var wanted = q.Terms.Select(t => t.Stem).ToHashSet();
        var places = Enumerable.Range(0, c.Stems.Count).Where(i => wanted.Contains(c.Stems[i])).ToList();
        var distinct = places.Select(i => c.Stems[i]).Distinct().Count();
        return distinct < 2 ? 0 : distinct / (double)(places[^1] - places[0] + 1);
    }

    private static double KindMatch(AnswerKind asked, AnswerKind found, AnswerKind group) =>
        (asked & group) == 0 ? 0 : (asked & group & found) != 0 ? 1 : -1;

    private static double ConceptKindMatch(Question q, AnswerKind found) =>
        q.ConceptKinds == AnswerKind.None ? 0 : (q.ConceptKinds & found) != 0 ? 1 : -1;

    /// <summary>Share of the sentence's informative words that the question does not hold: an answer must say something.</summary>
    private static double News(Question q, Candidate c)
    {
        var informative = c.Tokens.Where(t => !StopWords.Question.Contains(t.Text)).ToList();
        return Share(informative.Count(t => !q.WordSet.Contains(t.Text)), informative.Count);
    }

    private static double ConceptCoverage(Question q, Candidate c)
    {
        var asked = q.Mentions.Select(m => m.Concept).Distinct().ToList();
        return Share(asked.Count(c.ConceptSet.Contains), asked.Count);
    }
}
