using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trainer.Reporting;

/// <summary>Writes a report for programs and for people, and reads the former back.</summary>
internal static class ReportFiles
{
    /// <summary>Name of the report for programs, inside a version.</summary>
    public const string Json = "evaluation.json";

    /// <summary>Name of the page for people.</summary>
    public const string Page = "evaluation.html";

    private const long LongestFile = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions _options = Options();

    /// <summary>Writes both into a folder.</summary>
    public static void Write(string folder, EvaluationReport report)
    {
        WriteJson(Path.Combine(folder, Json), report);
        WritePage(Path.Combine(folder, Page), report);
    }

    /// <summary>Writes the report for programs.</summary>
    public static void WriteJson(string path, EvaluationReport report) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(report, _options));

    /// <summary>Writes the page for people: one file, no script, nothing from elsewhere.</summary>
    public static void WritePage(string path, EvaluationReport report) => File.WriteAllText(path, ReportPage.Of(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>Reads a report for programs.</summary>
    /// <exception cref="InvalidDataException">It is too long or no report.</exception>
    public static EvaluationReport Read(string path)
    {
        if (new FileInfo(path).Length > LongestFile)
        {
            throw new InvalidDataException($"'{path}' is longer than {LongestFile} bytes, which no report is.");
        }

        try
        {
            return JsonSerializer.Deserialize<EvaluationReport>(File.ReadAllBytes(path), _options) ?? throw new JsonException("it holds nothing.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"'{path}' is no report: {problem.Message}", problem);
        }
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectRequiredConstructorParameters = true,
            MaxDepth = 32,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
