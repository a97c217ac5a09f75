using Retrieval.Extraction;

namespace Bench.Extraction;

/// <summary>
/// Fits the two attribute models: from the invented world's training questions and notes, and from the sample domain's
/// development questions and the sentences that answer them. Other questions are "none of them".
/// </summary>
internal static class AttributeFitting
{
    public static void Write(Sets sets, string product)
    {
        var (questions, sentences, classes) = Examples(sets, -1);
        SparseSoftmax.Write(Path.Combine(product, "Extraction", "asked.txt"), SparseSoftmax.Fit(questions, classes), classes);
        SparseSoftmax.Write(Path.Combine(product, "Extraction", "stated.txt"), SparseSoftmax.Fit(sentences, classes), classes);
    }

    /// <summary>For each fold an association that saw no question wording of it.</summary>
    public static AttributeAssociation[] CrossFitted(Sets sets) =>
        [.. Enumerable.Range(0, Validation.Folds).Select(fold => Examples(sets, fold)).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(examples => new AttributeAssociation(
            new AttributeModel(SparseSoftmax.Fit(examples.Questions, examples.Classes), examples.Classes),
            new AttributeModel(SparseSoftmax.Fit(examples.Sentences, examples.Classes), examples.Classes)))];

    private static (List<Example> Questions, List<Example> Sentences, int Classes) Examples(Sets sets, int without)
    {
        var world = sets.World.Attributes();
        List<string> classes = ["", .. world.Select(w => w.Attribute).Distinct().Order(StringComparer.Ordinal)];
        var facts = sets.Handbook.Attributes();
        var own = sets.Handbook.Questions("development").Where(q => q.Fact is not null && facts.ContainsKey(q.Fact))
            .Select(q => (q.Text, Class: Math.Max(0, classes.IndexOf(facts[q.Fact!])), q.Sentences)).Where(q => Validation.FoldOf(q.Text) != without).ToList();
        var questions = world.Where(w => Validation.FoldOf(w.Text) != without).Select(w => new Example(w.Text, classes.IndexOf(w.Attribute)))
            .Concat(own.Select(q => new Example(q.Text, q.Class)))
            .Concat(sets.Outside("train", 200).Select(q => new Example(q, 0)));
        var sentences = world.Where(w => w.Note is not null).Select(w => new Example(w.Note!, classes.IndexOf(w.Attribute)))
            .Concat(own.SelectMany(q => q.Sentences.Select(s => new Example(s.Replace(" | ", ": ", StringComparison.Ordinal), q.Class))))
            .Concat(sets.Squad("train").Take(300).Select(q => q.Passage.Text[..Math.Min(150, q.Passage.Text.Length)]).Select(s => new Example(s, 0)));
        return (Distinct(questions), Distinct(sentences), classes.Count);
    }

    /// <summary>Wordings that differ in names only count once.</summary>
    private static List<Example> Distinct(IEnumerable<Example> examples) =>
        [.. examples.GroupBy(e => (string.Join(' ', e.Features), e.Class)).Select(group => group.First())];
}

internal sealed record Example(string Text, int Class)
{
    public List<string> Features { get; } = AttributeFeatures.Of(Text);
}
