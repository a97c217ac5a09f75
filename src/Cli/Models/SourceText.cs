using System.Globalization;
using Terminal.Output;
using LanguageModels.Weights;

namespace Cli.Models;

/// <summary>What lies in a checkpoint that was not imported yet.</summary>
internal static class SourceText
{
    private const int LongestValue = 120;

    /// <summary>Whether a text names a place on disk and no expert.</summary>
    public static bool IsPath(string text) =>
        text.AsSpan().ContainsAny('/', '\\') || Path.GetExtension(text) is ".gguf" or ".safetensors";

    /// <summary>Describes a GGUF file, a safetensors file or a folder of those.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static string Sheet(string path)
    {
        var sheet = new TextSheet();
        if (path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
        {
            using GgufFile file = GgufFile.Open(path);
            AddTensors(sheet, path, file);
            sheet.Heading("Keys");
            foreach (string key in file.Metadata.Keys.Order(StringComparer.Ordinal))
            {
                sheet.Fact(key, Shortened($"  {file.Metadata.Describe(key)}"));
            }
        }
        else
        {
            using SafetensorsFolder folder = SafetensorsFolder.Open(path);
            AddTensors(sheet, path, folder);
        }

        return sheet.ToString();
    }

    private static void AddTensors(TextSheet sheet, string path, ITensorSource source)
    {
        sheet.Heading(path);
        sheet.Fact("tensors", source.Tensors.Count.ToString(CultureInfo.InvariantCulture));
        sheet.Fact("parameters", source.Tensors.Values.Sum(tensor => tensor.Elements).ToString("N0", CultureInfo.InvariantCulture));
        foreach ((string type, int count) in source.Tensors.Values.CountBy(tensor => tensor.Type).OrderByDescending(pair => pair.Value))
        {
            sheet.Fact(type, $"{count} tensors");
        }
    }

    private static string Shortened(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";
}
