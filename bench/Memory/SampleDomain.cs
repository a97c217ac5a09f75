using System.Text.Json;
using System.Text.RegularExpressions;
using Experts.Memory;
using Support;

namespace Memory;

/// <summary>The sample domain: what its owner teaches, and the questions of its two splits.</summary>
internal static partial class SampleDomain
{
    private static readonly string _folder = Path.Combine(SolutionFolder.Path, "samples", "merrow-vane");

    public static List<MemoryNote> Notes() =>
    [
        .. Lines<Taught>("training/notes.jsonl").Select(line => new MemoryNote(
            line.Kind == "nickname" ? line.Group + "/nickname" : line.Group, line.Note, line.Wordings, [new NoteSource("merrow-vane/" + line.Group, new string('0', 64), null, "")])),
    ];

    public static List<Question> Questions(string split) => [.. Lines<Question>($"questions/{split}.jsonl").Where(question => question.Answer is not null)];

    /// <summary>The scoring rule of the domain's questions.</summary>
    public static bool Holds(string note, string answer) => $" {Normal(note)} ".Contains($" {Normal(answer)} ", StringComparison.Ordinal);

    private static string Normal(string text) => Other().Replace(text.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal), " ").Trim();

    private static IEnumerable<T> Lines<T>(string file) =>
        File.ReadLines(Path.Combine(_folder, file)).Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!);

    [GeneratedRegex("[^a-z0-9:]+")]
    private static partial Regex Other();

    internal sealed record Question(string Stratum, string Kind, string Q, string? Answer);

    private sealed record Taught(string Group, string Kind, string Note, IReadOnlyList<string> Wordings);
}
