using Generator.Documents;
using Generator.Questions;
using Generator.Training;

namespace Generator.Output;

/// <summary>Puts the counts into the description of the domain, so that they cannot grow stale.</summary>
internal static class Readme
{
    public static string Write(
        string template, IReadOnlyList<SourceDocument> documents, Catalogue catalogue,
        IReadOnlyList<Question> development, IReadOnlyList<Question> test, IReadOnlyList<TrainingPair> training)
    {
        (string Name, int Count)[] counts =
        [
            .. Strata("development", development), .. Strata("test", test),
            ("documents", documents.Count), ("kilobytes", documents.Sum(d => d.Text.Length) / 1000),
            ("facts", catalogue.Facts.Count), ("superseded", catalogue.Facts.Count(f => f.Old is not null)),
            ("development", development.Count), ("test", test.Count),
            ("training.groups", training.Count), ("training.wordings", training.Sum(t => t.Wordings.Count)),
        ];
        return counts.Aggregate(template, (text, count) => text.Replace($"{{{count.Name}}}", $"{count.Count}", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, int Count)> Strata(string split, IReadOnlyList<Question> questions) =>
        questions.GroupBy(q => q.Stratum).Select(g => ($"{split}.{g.Key}", g.Count()));
}
