using System.Globalization;
using Experts.Memory;
using Support;

namespace Memory;

/// <summary>Right notes on the questions of the sample domain, by both keys.</summary>
internal static class SampleLevels
{
    private static readonly (string Name, Func<SampleDomain.Question, bool> Holds)[] _columns =
    [
        ("document", question => question.Stratum == "document"),
        ("superseded", question => question.Stratum == "superseded"),
        ("far", question => question is { Stratum: "paraphrase", Kind: "far" }),
        ("nickname", question => question is { Stratum: "paraphrase", Kind: "nickname" }),
    ];

    public static async Task<List<string>> RowsAsync(Embedder? embedder)
    {
        using var folder = new TemporaryFolder();
        var writer = new NoteMemoryWriter();
        SampleDomain.Notes().ForEach(writer.Add);
        writer.Write(folder.Path);
        if (embedder is not null)
        {
            await new MeaningIndex(embedder.Model, "all-minilm-l6-v2", 24, TimeProvider.System).UpdateAsync(folder.Path, null, CancellationToken.None);
        }

        var memory = NoteMemory.Open(folder.Path);
        List<string> rows = [$"| {memory.Wordings.ToString("#,0", CultureInfo.InvariantCulture)} wordings | {string.Join(" | ", _columns.Select(column => column.Name))} |", "|---|---|---|---|---|"];
        foreach (var split in (string[])["development", "test"])
        {
            var questions = SampleDomain.Questions(split);
            rows.Add(Row($"{split}, characters", questions, (question, _) => memory.Recall(question.Q, 1)));
            if (embedder is not null)
            {
                var vectors = await embedder.VectorsAsync(questions.ConvertAll(question => question.Q));
                rows.Add(Row($"{split}, MiniLM", questions, (_, at) => memory.RecallByMeaning(vectors[at], 1)));
                rows.Add(Row($"{split}, both", questions, (question, at) => memory.Recall(question.Q, vectors[at], 1)));
            }
        }

        return rows;
    }

    private static string Row(string name, List<SampleDomain.Question> questions, Func<SampleDomain.Question, int, IReadOnlyList<RecalledNote>> recall)
    {
        var right = questions.Index().Select(one => (one.Item, Right: recall(one.Item, one.Index) is [var best, ..] && SampleDomain.Holds(best.Note, one.Item.Answer!))).ToList();
        return $"| {name} | " + string.Join(" | ", _columns.Select(column =>
        {
            var some = right.Where(one => column.Holds(one.Item)).ToList();
            return string.Create(CultureInfo.InvariantCulture, $"{100.0 * some.Count(one => one.Right) / some.Count:0} ({some.Count})");
        })) + " |";
    }
}
