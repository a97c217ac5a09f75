using System.IO.Compression;
using System.Text.Json;
using Terminal.Output;

namespace Cli.Evaluation;

/// <summary>Reads the sets of a data folder, as its README describes them.</summary>
internal static class RetrievalSets
{
    /// <summary>Grade from which a document of LiveQA counts as found.</summary>
    private const double LiveGrade = 3;

    /// <summary>Names of the sets and what reads each.</summary>
    public static IReadOnlyDictionary<string, Func<string, RetrievalSet>> All { get; } = new Dictionary<string, Func<string, RetrievalSet>>
    {
        ["scifact"] = SciFact,
        ["squad2"] = folder => Passages(folder, "squad2", "squad2.dev"),
        ["nq"] = folder => Passages(folder, "nq", "nq-gold.dev"),
        ["liveqa-summary"] = folder => LiveQa(folder, "summary"),
        ["liveqa-long"] = folder => LiveQa(folder, "text"),
        ["tatqa"] = TatQa,
    };

    private static RetrievalSet SciFact(string folder) => new(
        "scifact",
        true,
        [.. Lines(folder, "retrieval/scifact.docs").Select(line => new SetDocument(Text(line, "id"), Text(line, "title"), Text(line, "text")))],
        [.. Lines(folder, "retrieval/scifact.test-queries").Select(line => Graded(Text(line, "q"), line, grade => grade, 1))]);

    private static RetrievalSet LiveQa(string folder, string question) => new(
        question == "summary" ? "liveqa-summary" : "liveqa-long",
        true,
        [.. Lines(folder, "retrieval/liveqa-med.docs").Select(line => new SetDocument(Text(line, "id"), "", Text(line, "text")))],
        [.. Lines(folder, "retrieval/liveqa-med.queries").Select(line => Graded(question == "summary" ? Text(line, question) : $"{Text(line, "subject")} {Text(line, question)}", line, grade => grade - 1, LiveGrade))]);

    /// <summary>Questions to their passage, among the passages of SQuAD 2, SQuAD 1.1 and Natural Questions together.</summary>
    private static RetrievalSet Passages(string folder, string name, string asked)
    {
        string[] files = ["squad2.train", "squad2.dev", "nq-gold.train", "nq-gold.dev", "squad11-xquad-en.test"];
        var contexts = files.SelectMany(file => Lines(folder, $"qa-general/{file}")).Select(line => Text(line, "context")).Distinct().ToList();
        var ids = contexts.Index().ToDictionary(pair => pair.Item, pair => $"{pair.Index}");
        return new RetrievalSet(
            name,
            true,
            [.. contexts.Select(context => new SetDocument(ids[context], "", context))],
            [.. from line in Lines(folder, $"qa-general/{asked}")
                from qa in line.GetProperty("qas").EnumerateArray()
                where !(qa.TryGetProperty("impossible", out var impossible) && impossible.ValueKind == JsonValueKind.True)
                select One(Text(qa, "q"), ids[Text(line, "context")])]);
    }

    private static RetrievalSet TatQa(string folder)
    {
        var dev = Lines(folder, "qa-finance/tatqa.dev").ToList();
        return new RetrievalSet(
            "tatqa",
            false,
            [.. Lines(folder, "qa-finance/tatqa.train").Concat(dev).Select(line => new SetDocument(Text(line, "id"), "", Report(line)))],
            [.. from line in dev from qa in line.GetProperty("qas").EnumerateArray() select One(Text(qa, "q"), Text(line, "id"))]);
    }

    private static string Report(JsonElement line) => string.Join('\n',
        line.GetProperty("table").EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray().Select(cell => cell.GetString())))
            .Concat(line.GetProperty("paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString())));

    private static SetQuestion One(string question, string id) => new(question, new Dictionary<string, double> { [id] = 1 }, new HashSet<string> { id });

    private static SetQuestion Graded(string question, JsonElement line, Func<double, double> gain, double relevantFrom)
    {
        var grades = line.GetProperty("rel").EnumerateArray()
            .GroupBy(pair => pair[0].GetString()!, pair => pair[1].GetDouble())
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Max());
        return new SetQuestion(
            question, grades.ToDictionary(pair => pair.Key, pair => gain(pair.Value)), grades.Where(pair => pair.Value >= relevantFrom).Select(pair => pair.Key).ToHashSet());
    }

    private static string Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static IEnumerable<JsonElement> Lines(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".jsonl.gz");
        if (!File.Exists(path))
        {
            throw new CommandException($"Expected the set's file {path}, found none; --data names the folder that holds retrieval, qa-general and qa-finance.");
        }

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }
}
