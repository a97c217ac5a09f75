using System.Text.Encodings.Web;
using System.Text.Json;
using Generator.Documents;
using Generator.Questions;
using Generator.Training;

namespace Generator.Output;

/// <summary>The files of the domain: documents, <c>facts.jsonl</c> and the two question files, one JSON object a line.</summary>
internal static class Lines
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyDictionary<string, string> Files(
        IReadOnlyList<SourceDocument> documents, Catalogue catalogue,
        IReadOnlyList<Question> development, IReadOnlyList<Question> test, IReadOnlyList<TrainingPair> training)
    {
        var files = documents.ToDictionary(d => "documents/" + d.Path, d => d.Text);
        files["facts.jsonl"] = Jsonl(catalogue.Facts.SelectMany(Fact));
        files["questions/development.jsonl"] = Jsonl(development);
        files["questions/test.jsonl"] = Jsonl(test);
        files["training/notes.jsonl"] = Jsonl(training);
        return files;
    }

    /// <summary>A superseded fact is two lines; the older one names the newer.</summary>
    private static IEnumerable<object> Fact(KnownFact f)
    {
        if (f.Old is not null)
            yield return Line(f.Id + "-old", f, f.Old, f.OldDocuments, f.Id);
        yield return Line(f.Id, f, f.Value, f.Documents, null);
    }

    private static object Line(string id, KnownFact f, string value, IReadOnlyList<string> documents, string? superseded_by) =>
        new { id, f.Entity, f.Relation, value, documents, superseded_by };

    private static string Jsonl<T>(IEnumerable<T> lines) => string.Concat(lines.Select(l => JsonSerializer.Serialize(l, Json) + "\n"));
}
