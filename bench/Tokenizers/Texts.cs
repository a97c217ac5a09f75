using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Support;

namespace Tokenizers;

/// <summary>The texts that are encoded.</summary>
internal static class Texts
{
    private const int ChunkCharacters = 4096;

    /// <summary>One megabyte each of four fields, in pieces of about 4 kB that end at a line end.</summary>
    internal static string[] English() =>
        [.. new[] { "wikitext2.valid", "medicine.train", "finance.train", "law.train" }.SelectMany(name => Chunks(Read(name)[..1_000_000]))];

    /// <summary>The tricky texts of the reference tokenizers, many scripts, each 40 times.</summary>
    internal static string[] Mixed()
    {
        using var stream = new GZipStream(File.OpenRead(Shared("goldens", "tokenizers", "gpt2", "cases.json.gz")), CompressionMode.Decompress);
        var texts = JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("t").GetString()!).ToArray();
        return [.. Enumerable.Repeat(texts, 40).SelectMany(all => all)];
    }

    /// <summary>What the trainer learns from: every training text there is.</summary>
    internal static IEnumerable<string> Training() =>
        new[] { "wikitext2.valid", "medicine.train", "finance.train", "law.train", "law.contracts.train", "tiny-shakespeare" }
            .SelectMany(name => Read(name).Split('\n').Select(line => line + "\n"));

    internal static string Shared(params string[] parts) =>
        SharedFolder.File(parts) ?? throw new FileNotFoundException($"{SharedFolder.SkipReason}: {string.Join('/', parts)}");

    private static string Read(string name)
    {
        using var stream = new GZipStream(File.OpenRead(Shared("data", "text", $"{name}.txt.gz")), CompressionMode.Decompress);
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    private static IEnumerable<string> Chunks(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var line = start + ChunkCharacters < text.Length ? text.IndexOf('\n', start + ChunkCharacters) : -1;
            var end = line < 0 ? text.Length : line + 1;
            yield return text[start..end];
            start = end;
        }
    }
}
