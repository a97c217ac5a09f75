using System.Text.Json;

namespace Experts.Notes;

/// <summary>
/// The file of a gate, format 1: <c>{"format":1,"bias":b,"threshold":t,"weights":{"recall_score":w,...}}</c> with one weight for each
/// feature, by name, so that another set of features is noticed.
/// </summary>
internal static class GateFile
{
    private const int Format = 1;
    private const int LongestFile = 64 * 1024;

    public static byte[] Bytes(NoteGate gate)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteNumber("bias", gate.Bias);
            json.WriteNumber("threshold", gate.Threshold);
            json.WriteStartObject("weights");
            foreach (var (name, weight) in NoteFeatures.Names.Zip(gate.Weights))
            {
                json.WriteNumber(name, weight);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public static NoteGate? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > LongestFile)
        {
            throw Refused(path, $"it has {file.Length} bytes; expected at most {LongestFile}", null);
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Gate(document.RootElement, path);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refused(path, problem.Message, problem);
        }
    }

    private static NoteGate Gate(JsonElement root, string path)
    {
        if (root.GetProperty("format").GetInt32() is not Format and var format)
        {
            throw Refused(path, $"it has format {format}; expected {Format}", null);
        }

        var weights = root.GetProperty("weights");
        var unknown = weights.EnumerateObject().Select(weight => weight.Name).FirstOrDefault(name => !NoteFeatures.Names.Contains(name));
        if (unknown is not null)
        {
            throw Refused(path, $"it weighs '{unknown}', which this program does not compute", null);
        }

        var gate = new NoteGate(
            root.GetProperty("bias").GetDouble(), [.. NoteFeatures.Names.Select(name => weights.GetProperty(name).GetDouble())], root.GetProperty("threshold").GetDouble());
        return gate.Weights.Append(gate.Bias).Append(gate.Threshold).All(double.IsFinite) && gate.Threshold >= 0
            ? gate
            : throw Refused(path, "a number in it is not finite, or the threshold is negative", null);
    }

    private static InvalidDataException Refused(string path, string why, Exception? cause) =>
        new($"'{path}' is no gate: {why}. Evaluate the expert again, or make another version current.", cause);
}
