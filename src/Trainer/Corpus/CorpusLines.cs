using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trainer.Corpus.Pairing;

namespace Trainer.Corpus;

/// <summary>Pairs and documents of a corpus as JSON lines: readable, and the same bytes for the same content.</summary>
internal static partial class CorpusLines
{
    private static readonly LinesJson _json = new(new JsonSerializerOptions(LinesJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Pairs(IEnumerable<NotePair> pairs) => Lines(pairs.Select(pair => JsonSerializer.SerializeToUtf8Bytes(pair, _json.NotePair)));

    public static byte[] Texts(IEnumerable<KeptDocument> documents) => Lines(documents.Select(document => JsonSerializer.SerializeToUtf8Bytes(
        new TextLine(document.Document.Id, document.Document.ContentHash, document.Document.Title, document.Text), _json.TextLine)));

    /// <exception cref="InvalidDataException">A line is no pair.</exception>
    public static IReadOnlyList<NotePair> ReadPairs(string path)
    {
        var pairs = new List<NotePair>();
        foreach (var (at, line) in File.ReadLines(path).Index())
        {
            try
            {
                pairs.Add(JsonSerializer.Deserialize(line, _json.NotePair)!);
            }
            catch (JsonException problem)
            {
                throw new InvalidDataException($"{path}:{at + 1}: expected a pair: {problem.Message} Build the corpus again.", problem);
            }
        }

        return pairs;
    }

    private static byte[] Lines(IEnumerable<byte[]> lines)
    {
        using var all = new MemoryStream();
        foreach (var line in lines)
        {
            all.Write(line);
            all.WriteByte((byte)'\n');
        }

        return all.ToArray();
    }

    internal sealed record TextLine(string Id, string ContentHash, string Title, string Text);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, MaxDepth = 8)]
    [JsonSerializable(typeof(NotePair))]
    [JsonSerializable(typeof(TextLine))]
    private sealed partial class LinesJson : JsonSerializerContext;
}
