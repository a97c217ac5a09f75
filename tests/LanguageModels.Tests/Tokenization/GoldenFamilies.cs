using System.IO.Compression;
using System.Text.Json;
using Support;

namespace LanguageModels.Tokenization;

/// <summary>The reference tokenizers of nine families and what the tokenizers library makes of tricky texts.</summary>
internal static class GoldenFamilies
{
    public static readonly string[] Names = ["gpt2", "llama3", "qwen2", "smollm2", "llama2", "mistral", "unigram-t5", "unigram-bytes", "bert"];

    public static bool Absent => SharedFolder.File("goldens", "tokenizers", "README.md") is null;

    public static Tokenizer Tokenizer(string family) => LanguageModels.Tokenization.Tokenizer.Load(File(family, "tokenizer.json"));

    public static JsonElement Cases(string family) => Unzip(File(family, "cases.json.gz"));

    public static JsonElement Unzip(string path)
    {
        using var stream = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    public static int[] Flat(TokenEncoding encoding) => [.. encoding.Offsets.SelectMany(offset => new[] { offset.Start, offset.End })];

    private static string File(string family, string name) =>
        SharedFolder.File("goldens", "tokenizers", family, name) ?? throw new FileNotFoundException($"No {name} of {family} in the reference material.");
}
