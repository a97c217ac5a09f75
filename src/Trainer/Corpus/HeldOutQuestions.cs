using System.Text.Json;
using Experts.Memory;

namespace Trainer.Corpus;

/// <summary>
/// Questions that an evaluation will ask: no pair may have one of them as a wording, whoever made it. Rules and teachers write what people ask,
/// so without this a test would be taught now and then by accident.
/// </summary>
public sealed class HeldOutQuestions
{
    private const int LongestLine = 1 << 20;

    private readonly HashSet<string> _wordings;

    private HeldOutQuestions(HashSet<string> wordings) => _wordings = wordings;

    /// <summary>None.</summary>
    public static HeldOutQuestions None { get; } = new([]);

    /// <summary>Number of different wordings.</summary>
    public int Count => _wordings.Count;

    /// <summary>From texts.</summary>
    public static HeldOutQuestions Of(IEnumerable<string> questions) => new([.. questions.Select(QuestionText.Normalise)]);

    /// <summary>From files of one JSON object a line, with the question under <c>q</c>.</summary>
    /// <exception cref="InvalidDataException">A line has no such text; the message says where.</exception>
    public static HeldOutQuestions Read(IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Of(files.SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Length > 0).Select(line => Question(line.Item, $"{file}:{line.Index + 1}"))));
    }

    internal bool Has(string normalised) => _wordings.Contains(normalised);

    private static string Question(string line, string place)
    {
        try
        {
            using var json = line.Length <= LongestLine ? JsonDocument.Parse(line) : throw new InvalidDataException($"{place}: expected at most {LongestLine} characters a line, found {line.Length}.");
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("q", out var question) && question.ValueKind == JsonValueKind.String
                ? question.GetString()!
                : throw new InvalidDataException($"{place}: expected a JSON object with the text 'q'.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{place}: expected a JSON object with the text 'q': {problem.Message}", problem);
        }
    }
}
