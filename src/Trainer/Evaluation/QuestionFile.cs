using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trainer.Evaluation;

/// <summary>
/// Reads questions, one JSON object a line: <c>q</c>, and if there is an answer <c>answer</c> or <c>answers</c>; <c>id</c>, <c>stratum</c>
/// and <c>fact</c> (or <c>f</c>) are optional. Other members are skipped.
/// </summary>
internal static partial class QuestionFile
{
    private const int MostQuestions = 100_000;
    private const int LongestLine = 64 * 1024;

    /// <summary>Strata of the sample domain and of the invented world whose answers an expert was not told.</summary>
    public static ImmutableHashSet<string> UnknownStrata { get; } = ["S3", "S6", "S7", "unanswerable", "outside"];

    /// <summary>The questions of a file.</summary>
    /// <param name="path">UTF-8, one object a line.</param>
    /// <param name="unknownStrata">Strata that the expert cannot know.</param>
    /// <exception cref="InvalidDataException">A line is too long or no question, or there are too many; the message names it.</exception>
    public static IReadOnlyList<EvaluationQuestion> Read(string path, IReadOnlySet<string> unknownStrata) =>
        [.. Lines(path).Select((line, index) => Parse(line, index + 1, path, unknownStrata))];

    private static IEnumerable<string> Lines(string path)
    {
        var count = 0;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            if (++count > MostQuestions || line.Length > LongestLine)
            {
                throw new InvalidDataException($"'{path}', line {count}: expected at most {MostQuestions} questions of at most {LongestLine} characters.");
            }

            yield return line;
        }
    }

    /// <summary>The question of a line.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static EvaluationQuestion Parse(string line, int number, string path, IReadOnlySet<string> unknownStrata)
    {
        try
        {
            var written = JsonSerializer.Deserialize(line, QuestionJson.Default.Written) ?? throw new JsonException("it is null.");
            ImmutableArray<string> answers = written.Answers is { Count: > 0 } several ? [.. several] : written.Answer is { } one ? [one] : [];
            var stratum = written.Stratum ?? "questions";
            return new EvaluationQuestion
            {
                Id = written.Id ?? $"{number}",
                Stratum = stratum,
                Text = written.Q,
                Answers = answers,
                IsKnown = answers.Length > 0 && !unknownStrata.Contains(stratum),
                Fact = written.Fact ?? written.F,
            };
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"'{path}', line {number} is no question: expected an object with 'q'; {problem.Message}", problem);
        }
    }

    internal sealed record Written
    {
        public required string Q { get; init; }

        public string? Id { get; init; }

        public string? Stratum { get; init; }

        public string? Answer { get; init; }

        public IReadOnlyList<string>? Answers { get; init; }

        public string? Fact { get; init; }

        public string? F { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, MaxDepth = 8)]
    [JsonSerializable(typeof(Written))]
    private sealed partial class QuestionJson : JsonSerializerContext;
}
