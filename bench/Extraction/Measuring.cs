using Retrieval.Documents;
using Retrieval.Domains;
using Retrieval.Extraction;

namespace Bench.Extraction;

/// <summary>The figures of the product as it is compiled, on questions that nothing was fitted on.</summary>
internal static class Measuring
{
    private static readonly SentenceSelector Always = new(0);

    public static IEnumerable<string> Run(Sets sets)
    {
        yield return "| figure | value |";
        yield return "|---|---|";
        var dev = sets.Squad("dev");
        yield return Row("squad2.dev, gold passage, answerable: first sentence holds the answer", dev.Where(q => q.Answers.Count > 0).Average(q => Holds(q, 1)));
        yield return Row("the same, any cited sentence", dev.Where(q => q.Answers.Count > 0).Average(q => Holds(q, int.MaxValue)));
        yield return Row("nq-gold.dev, first sentence", sets.Nq("dev").Where(q => q.Answers.Count > 0).Average(q => Holds(q, 1)));
        yield return Row("squad2.dev, gold passage: AUROC of the confidence, answerable against near-miss", Logistic.Auroc(dev.Select(q => (Always.Answer(q.Text, [q.Passage]).Confidence, !q.Impossible))));
        foreach (var stratum in new[] { "S1", "S3", "S4" })
        {
            var questions = sets.World.Test(stratum);
            yield return Row($"invented world {stratum} ({questions.Count}): first sentence right", questions.Average(q => World.Holds(Always.Answer(q.Text, sets.World.Search(q.Text)).Sentences.Take(1).Select(s => s.Text).FirstOrDefault(""), q.Answer!) ? 1.0 : 0));
            yield return Row($"invented world {stratum}: a cited sentence right", questions.Average(q => World.Holds(Always.Answer(q.Text, sets.World.Search(q.Text)).Text, q.Answer!) ? 1.0 : 0));
        }

        foreach (var row in HandbookRows(sets))
        {
            yield return row;
        }

        foreach (var row in OutsideRows(sets))
        {
            yield return row;
        }
    }

    private static IEnumerable<string> HandbookRows(Sets sets)
    {
        var questions = sets.Handbook.Questions("test").Select(q => (Question: q, Passages: sets.Handbook.Search(q.Text))).ToList();
        var answered = questions.Select(q => (q.Question, q.Passages, Answer: Always.Answer(q.Question.Text, q.Passages))).ToList();
        foreach (var group in answered.Where(q => q.Question.Answers.Count > 0).GroupBy(q => q.Question.Stratum).Append(answered.Where(q => q.Question.Answers.Count > 0).GroupBy(_ => "all answerable").Single()))
        {
            yield return Row($"sample domain, test, {group.Key} ({group.Count()}): first sentence right", group.Average(q => Right(q.Question, q.Passages, q.Answer, 1)));
            yield return Row($"sample domain, test, {group.Key}: one of the first four cited", group.Average(q => Right(q.Question, q.Passages, q.Answer, 4)));
            yield return Row($"sample domain, test, {group.Key}: a cited sentence right", group.Average(q => Right(q.Question, q.Passages, q.Answer)));
        }

        foreach (var group in answered.Where(q => q.Question.Answers.Count > 0).GroupBy(q => q.Question.Stratum))
        {
            yield return Row($"sample domain, {group.Key}, default threshold: answered and right", group.Average(q => q.Answer.Confidence >= SentenceSelector.DefaultThreshold ? Right(q.Question, q.Passages, q.Answer) : 0));
            yield return Row($"sample domain, {group.Key}, default threshold: answered and wrong", group.Average(q => q.Answer.Confidence >= SentenceSelector.DefaultThreshold ? 1 - Right(q.Question, q.Passages, q.Answer) : 0));
            yield return Row($"sample domain, {group.Key}, default threshold: declined", group.Average(q => q.Answer.Confidence < SentenceSelector.DefaultThreshold ? 1.0 : 0));
        }

        yield return Row("sample domain: cited sentences an answer", answered.Where(q => q.Question.Answers.Count > 0).Average(q => q.Answer.Sentences.Count));
        yield return Row("sample domain: AUROC of the confidence, answerable against unanswerable", Logistic.Auroc(answered.Where(q => q.Question.Stratum != "outside").Select(q => (q.Answer.Confidence, q.Question.Answers.Count > 0))));
        foreach (var threshold in new[] { 0.2, 0.3, 0.4, 0.5, 0.6 })
        {
            yield return Row($"sample domain at threshold {threshold}: answered of answerable", answered.Where(q => q.Question.Answers.Count > 0).Average(q => q.Answer.Confidence >= threshold ? 1.0 : 0));
            yield return Row($"sample domain at threshold {threshold}: of those, right", answered.Where(q => q.Question.Answers.Count > 0 && q.Answer.Confidence >= threshold).Average(q => Right(q.Question, q.Passages, q.Answer)));
            yield return Row($"sample domain at threshold {threshold}: answered of outside", answered.Where(q => q.Question.Stratum == "outside").Average(q => q.Answer.Confidence >= threshold ? 1.0 : 0));
            yield return Row($"sample domain at threshold {threshold}: answered of unanswerable", answered.Where(q => q.Question.Stratum == "unanswerable").Average(q => q.Answer.Confidence >= threshold ? 1.0 : 0));
        }
    }

    private static IEnumerable<string> OutsideRows(Sets sets)
    {
        var outside = sets.Outside("dev", 400).ToList();
        var world = DomainModel.Load(sets.World.Store);
        var handbook = DomainModel.Load(sets.Handbook.Store);
        foreach (var strata in new[] { new[] { "S1", "S3" }, ["S1", "S3", "S4"] })
        {
            var inside = strata.SelectMany(sets.World.Test).Select(q => q.Text).ToList();
            yield return Row($"invented world {string.Join('+', strata)} against squad2, nq, clinc: AUROC of the domain probability", Auroc(inside, outside, q => world.Score(q)[0].RawScore));
            yield return Row($"invented world {string.Join('+', strata)}: AUROC of the answer's confidence", Auroc(inside, outside, q => Always.Answer(q, sets.World.Search(q)).Confidence));
        }

        var test = sets.Handbook.Questions("test");
        var own = test.Where(q => q.Stratum == "outside").Select(q => q.Text).ToList();
        foreach (var (name, strata) in new[] { ("direct and superseded", new[] { "document", "superseded" }), ("all answerable", ["document", "superseded", "paraphrase"]) })
        {
            var inside = test.Where(q => strata.Contains(q.Stratum)).Select(q => q.Text).ToList();
            yield return Row($"sample domain, {name} against its outside questions: AUROC of the domain probability", Auroc(inside, own, q => handbook.Score(q)[0].RawScore));
            yield return Row($"sample domain, {name} against squad2, nq, clinc: AUROC of the domain probability", Auroc(inside, outside, q => handbook.Score(q)[0].RawScore));
            yield return Row($"sample domain, {name} against its outside questions: AUROC of the answer's confidence", Auroc(inside, own, q => Always.Answer(q, sets.Handbook.Search(q)).Confidence));
            yield return Row($"sample domain, {name}: share at probability 0.5 or more", inside.Average(q => handbook.Score(q)[0].Probability >= 0.5 ? 1.0 : 0));
        }

        yield return Row("sample domain, its outside questions: share at probability 0.5 or more", own.Average(q => handbook.Score(q)[0].Probability >= 0.5 ? 1.0 : 0));
        yield return Row("sample domain, squad2, nq, clinc: share at probability 0.5 or more", outside.Average(q => handbook.Score(q)[0].Probability >= 0.5 ? 1.0 : 0));
    }

    private static double Auroc(IEnumerable<string> inside, IEnumerable<string> outside, Func<string, double> score) =>
        Logistic.Auroc([.. inside.Select(q => (score(q), true)), .. outside.Select(q => (score(q), false))]);

    private static double Holds(PassageQuestion q, int sentences) =>
        Always.Answer(q.Text, [q.Passage]).Sentences.Take(sentences).Any(s => q.Answers.Any(a => a.Start >= s.Start && a.End <= s.End)) ? 1 : 0;

    private static double Right(HandbookQuestion question, IReadOnlyList<Passage> passages, ExtractiveAnswer answer, int sentences = int.MaxValue) =>
        answer.Sentences.Take(sentences).Any(s => question.IsRight(passages[s.PassageIndex], s.Text)) ? 1 : 0;

    private static string Row(string name, double value) => FormattableString.Invariant($"| {name} | {value:0.000} |");
}
