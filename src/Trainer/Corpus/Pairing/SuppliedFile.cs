using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Experts.Memory;

namespace Trainer.Corpus.Pairing;

/// <summary>Reads the JSONL files of a domain's owner. They come from outside: every line, list and text has a limit, and every message a line number.</summary>
internal sealed partial class SuppliedFile
{
    private const long MostBytes = 256 << 20;
    private const int LongestLine = 1 << 20;

    private SuppliedFile(string path, string hash, IReadOnlyList<(int Number, SuppliedLine Line)> lines) =>
        (Path, Hash, Lines) = (path, hash, lines);

    public string Path { get; }

    /// <summary>SHA-256 of the file.</summary>
    public string Hash { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public IReadOnlyList<(int Number, SuppliedLine Line)> Lines { get; }

    /// <exception cref="InvalidDataException">A line is not what a line should be; the message says where and what was expected.</exception>
    public static SuppliedFile Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MostBytes)
        {
            throw new InvalidDataException($"{path}: expected at most {MostBytes} bytes, found {length}; split the file.");
        }

        var bytes = File.ReadAllBytes(path);
        var lines = new List<(int, SuppliedLine)>();
        var number = 0;
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            number++;
            var line = bytes.AsSpan(range).Trim(" \r\t"u8);
            if (!line.IsEmpty)
            {
                lines.Add((number, ReadLine(line, path, number)));
            }
        }

        return new SuppliedFile(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), lines);
    }

    private static SuppliedLine ReadLine(ReadOnlySpan<byte> bytes, string path, int number)
    {
        if (bytes.Length > LongestLine)
        {
            throw new InvalidDataException($"{path}:{number}: expected at most {LongestLine} bytes a line, found {bytes.Length}.");
        }

        try
        {
            var line = JsonSerializer.Deserialize(bytes, SuppliedJson.Default.SuppliedLine)!;
            return Flaw(line) is { } flaw ? throw new InvalidDataException($"{path}:{number}: {flaw}.") : line;
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{path}:{number}: expected a JSON object with group, note and wordings: {problem.Message}", problem);
        }
    }

    private static string? Flaw(SuppliedLine line) =>
        line.Group.Length is 0 or > 200 ? $"'group' has {line.Group.Length} characters; expected 1 to 200"
        : line.Kind is not (null or "fact" or "nickname" or "unknown") ? $"'kind' is '{line.Kind[..Math.Min(40, line.Kind.Length)]}'; expected fact, nickname or unknown"
        : line.Kind == "unknown" != string.IsNullOrWhiteSpace(line.Note) ? "'note' must be absent exactly where 'kind' is unknown"
        : line.Wordings.Count is 0 or > MemoryLimits.WordingsOfNote ? $"'wordings' has {line.Wordings.Count} entries; expected 1 to {MemoryLimits.WordingsOfNote}"
        : line.Wordings.Any(wording => wording is null || wording.Length > 1000 || QuestionText.Normalise(wording).Length == 0) ? "a wording is empty or longer than 1,000 characters"
        : line.Note?.Length > 1000 ? $"'note' has {line.Note.Length} characters; expected at most 1,000: a note is one sentence"
        : line.Answer is { } answer && line.Note is { } note && !AnswerText.Holds(AnswerText.Normal(note), answer) ? $"'note' does not hold the answer '{answer[..Math.Min(60, answer.Length)]}'"
        : line.Documents?.Count > 100 ? $"'documents' has {line.Documents.Count} entries; expected at most 100"
        : null;

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, MaxDepth = 8,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(SuppliedLine))]
    private sealed partial class SuppliedJson : JsonSerializerContext;
}
