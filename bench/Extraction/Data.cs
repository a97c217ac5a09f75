using System.IO.Compression;
using System.Text.Json;
using Retrieval.Documents;

namespace Bench.Extraction;

/// <summary>Reads the evaluation sets of the shared folder.</summary>
internal static class Data
{
    public static IEnumerable<JsonElement> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonDocument.Parse(line).RootElement;
        }
    }

    /// <summary>Questions with their gold passage (squad2, nq-gold).</summary>
    public static List<PassageQuestion> PassageQuestions(string path) =>
    [
        .. from line in Lines(path)
           let passage = Passage(line.GetProperty("title").GetString()!.Replace('_', ' '), line.GetProperty("context").GetString()!)
           from qa in line.GetProperty("qas").EnumerateArray()
           select new PassageQuestion(
               qa.GetProperty("q").GetString()!,
               passage,
               [.. qa.GetProperty("a").EnumerateArray().Select(a => (Text: a[0].GetString()!, Start: a[1].GetInt32())).Where(a => a.Start >= 0).Select(a => (a.Start, a.Start + a.Text.Length))],
               qa.TryGetProperty("impossible", out var impossible) && impossible.GetBoolean()),
    ];

    public static Passage Passage(string title, string text) =>
        new(title, "bench", title, title, null, title, "", 0, text.Length, text, 1);
}

internal sealed record PassageQuestion(string Text, Passage Passage, List<(int Start, int End)> Answers, bool Impossible);
