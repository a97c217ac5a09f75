using System.IO.Compression;
using Retrieval.Lexical;

namespace Bench.Extraction;

/// <summary>Counts stems in public-domain texts for <c>BackgroundFrequencies</c>.</summary>
internal static class Background
{
    private const int MinCount = 3;

    public static void Write(string shared, string target)
    {
        var counts = new[] { "state-of-the-union", "tiny-shakespeare" }
            .Select(name => Read(Path.Combine(shared, "data", "text", name + ".txt.gz")))
            .SelectMany(text => Tokenizer.Tokenize(text))
            .Where(token => token.Text.All(char.IsAsciiLetterLower))
            .CountBy(token => EnglishStemmer.Stem(token.Text))
            .Where(entry => entry.Value >= MinCount)
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal);
        File.WriteAllLines(target, counts.Select(entry => $"{entry.Key} {entry.Value}"));
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
