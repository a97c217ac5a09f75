using Retrieval.Documents;
using Retrieval.Domains;
using Retrieval.Extraction;

namespace Bench.Extraction;

internal static class Fitting
{
    public const double ManyDocumentsL2 = 0.001;
    public const double OwnWeight = 2;
    public const double NamelessWeight = 4;
    private const double OneDocumentL2 = 0.0003;
    private const double LogisticL2 = 0.0003;
    public const int Steps = 200;

    /// <summary>Fits the selection first; the support model is fitted on what the product then ranks first.</summary>
    public static void Selection(Sets sets, string product)
    {
        var associations = AttributeFitting.CrossFitted(sets);
        List<(double[][], bool[], double)> one = [.. Lists(sets.Squad("train")), .. Lists(sets.Nq("train"), 0.25)];
        Write(Path.Combine(product, "Extraction", "selection-one.txt"), SelectionWeights.Names, Softmax.Fit(one, OneDocumentL2, Steps));
        List<(double[][], bool[], double)> many =
        [
            .. Others(sets, associations),
            .. HandbookLists(sets.Handbook, sets.Handbook.Questions("development"), ["document", "paraphrase", "superseded"], OwnWeight, associations),
            .. HandbookLists(sets.Handbook, sets.Handbook.Paraphrases(), [Handbook.Nameless], NamelessWeight, associations),
        ];
        Write(Path.Combine(product, "Extraction", "selection.txt"), SelectionWeights.Names, Softmax.Fit(many, ManyDocumentsL2, Steps));
    }

    /// <summary>What keeps the weights for many documents from the ways of one handbook.</summary>
    public static List<(double[][] Features, bool[] Right, double Weight)> Others(Sets sets, AttributeAssociation[] associations) =>
    [
        .. Lists([.. sets.Squad("train").Where((_, i) => i % 4 == 0)]),
        .. Lists([.. sets.Nq("train").Where((_, i) => i % 4 == 0)], 0.25),
        .. WorldLists(sets.World, sets.World.Train(136), 1, associations),
    ];

    public static void Support(Sets sets, string product)
    {
        List<(double[], bool, double)> rows =
        [
            .. sets.Squad("train").Select(q => (SupportFeatures.Of(new Ranking(q.Text, [q.Passage])), !q.Impossible, 1.0)),
            .. sets.World.Train(29).Select(q => SupportRow(q.Text, sets.World.Search(q.Text), (_, text) => q.Answer is { } a && World.Holds(text, a), 0.5)),
            .. sets.Handbook.Questions("development").Select(q => SupportRow(q.Text, sets.Handbook.Search(q.Text), q.IsRight, 1)),
            .. sets.Outside("train", 300).Select(q => SupportRow(q, sets.World.Search(q), (_, _) => false, 0.5)),
            .. sets.Outside("train", 300).Select(q => SupportRow(q, sets.Handbook.Search(q), (_, _) => false, 0.5)),
        ];
        Write(Path.Combine(product, "Extraction", "support.txt"), SupportWeights.Names, Logistic.Fit([.. rows.Where(r => r.Item1.Length > 0)], LogisticL2, Steps));
    }

    public static void Domains(Sets sets, string product)
    {
        var worlds = DomainModel.Load(sets.World.Store).Vocabularies[0];
        var handbook = DomainModel.Load(sets.Handbook.Store).Vocabularies[0];
        List<(double[], bool, double)> rows =
        [
            .. sets.World.Train(53).Where(q => q.Answer is not null).Select(q => DomainRow(q.Text, worlds, true)),
            .. sets.Handbook.Questions("development").Where(q => q.Stratum != "unanswerable").Select(q => DomainRow(q.Text, handbook, q.Stratum != "outside")),
            .. sets.Outside("train", 600).SelectMany(q => new[] { DomainRow(q, worlds, false), DomainRow(q, handbook, false) }),
        ];
        Write(Path.Combine(product, "Domains", "domain.txt"), DomainWeights.Names, Logistic.Fit(rows, LogisticL2, Steps));
    }

    private static (double[], bool, double) DomainRow(string text, DomainVocabulary domain, bool inside) =>
        (DomainFeatures.Of(DomainModel.Terms(text), domain), inside, inside ? 2 : 1);

    private static (double[], bool, double) SupportRow(string text, IReadOnlyList<Passage> passages, Func<Passage, string, bool> isRight, double weight)
    {
        var ranking = new Ranking(text, passages);
        if (ranking.Ranked.Count == 0)
        {
            return ([], false, 0);
        }

        var right = SentenceSelector.Choose(ranking.Ranked).Exists(r => isRight(r.Candidate.Passage, r.Candidate.Text));
        return (SupportFeatures.Of(ranking), right, weight);
    }

    private static void Write(string path, string[] names, double[] weights) =>
        File.WriteAllLines(path, names.Zip(weights, (name, weight) => FormattableString.Invariant($"{name} = {weight:0.0000}")));

    public static List<(double[][] Features, bool[] Right, double Weight)> HandbookLists(Handbook handbook, List<HandbookQuestion> questions, string[] strata, double weight, AttributeAssociation[] associations)
    {
        var lists = new List<(double[][], bool[], double)>();
        var lost = 0;
        foreach (var q in questions.Where(q => strata.Contains(q.Stratum)))
        {
            var r = new Ranking(q.Text, handbook.Search(q.Text), associations[Validation.FoldOf(q.Text)]);
            var right = r.Ranked.Select(x => q.IsRight(x.Candidate.Passage, x.Candidate.Text)).ToArray();
            if (right.Any(x => x))
            {
                lists.Add(([.. r.Ranked.Select(x => x.Features)], right, weight));
            }
            else
            {
                lost++;
            }
        }
        Console.WriteLine($"{string.Join('+', strata)}: {lists.Count}, not among the passages {lost}");
        return lists;
    }

    public static List<(double[][] Features, bool[] Right, double Weight)> WorldLists(World world, List<(string Text, string? Answer)> questions, double weight, AttributeAssociation[] associations)
    {
        var lists = new List<(double[][], bool[], double)>();
        var lost = 0;
        foreach (var (text, answer) in questions)
        {
            if (answer is null)
            {
                continue;
            }
            var r = new Ranking(text, world.Search(text), associations[Validation.FoldOf(text)]);
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
