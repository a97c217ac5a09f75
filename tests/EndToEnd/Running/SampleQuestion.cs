using System.Text.Json.Nodes;
using Support;

namespace EndToEnd.Running;

/// <summary>A question of the sample domain's test set, with what the documents say.</summary>
/// <param name="Text">The question.</param>
/// <param name="Answers">Forms of the right answer; none when the documents do not hold it.</param>
internal sealed record SampleQuestion(string Text, string[] Answers)
{
    private static readonly string File = Path.Combine(
        SolutionFolder.Path, "samples", "merrow-vane", "questions", "test.jsonl");

    /// <summary>All test questions of a stratum, in the order of the file.</summary>
    public static SampleQuestion[] Of(string stratum) =>
        [.. System.IO.File.ReadLines(File)
            .Select(line => JsonNode.Parse(line)!)
            .Where(question => (string?)question["stratum"] == stratum)
            .Select(question => new SampleQuestion(
                (string)question["q"]!, [.. question["answers"]!.AsArray().Select(answer => (string)answer!)]))];

    /// <summary>Whether a text holds one of the right answers.</summary>
    public bool IsAnsweredBy(string text) =>
        Answers.Any(answer => text.Contains(answer, StringComparison.OrdinalIgnoreCase));
}
