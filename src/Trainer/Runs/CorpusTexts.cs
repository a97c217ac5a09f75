using System.Text.Json;
using Trainer.Corpus;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>The texts of a corpus as its filters left them.</summary>
internal static class CorpusTexts
{
    /// <summary>In the order of the corpus.</summary>
    /// <exception cref="InvalidDataException">A line is no text; opening the corpus compared the file with its hash, so this is a defect of the writer.</exception>
    public static IEnumerable<StageDocument> Of(TrainingCorpus corpus)
    {
        foreach (var line in File.ReadLines(Path.Combine(corpus.Folder, TrainingCorpus.TextsFile)))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.TryGetProperty("id", out var id) && json.RootElement.TryGetProperty("text", out var text)
                ? new StageDocument(id.GetString() ?? "", text.GetString() ?? "")
                : throw new InvalidDataException($"A line of '{corpus.Folder}' is no text: expected 'id' and 'text'.");
        }
    }
}
