using System.Text.Json;
using Retrieval.Lexical;

namespace Retrieval.Domains;

/// <summary>Counts the words of every domain's chunks.</summary>
internal static class DomainModelBuilder
{
    /// <summary>The stored form of the model; equal for equal chunks.</summary>
    public static byte[] Build(IEnumerable<(string Domain, string TitlePath, string Text)> chunks) =>
        JsonSerializer.SerializeToUtf8Bytes(chunks
            .GroupBy(chunk => chunk.Domain)
            .OrderBy(domain => domain.Key, StringComparer.Ordinal)
            .Select(domain => Count(domain.Key, [.. domain.Select(c => $"{c.TitlePath}\n{c.Text}")])));

    private static DomainVocabulary Count(string domain, List<string> texts)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in texts.SelectMany(text => Tokenizer.Tokenize(text).Select(t => EnglishStemmer.Stem(t.Text)).Distinct()))
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return new DomainVocabulary(domain, texts.Count, new Dictionary<string, int>(counts));
    }
}
