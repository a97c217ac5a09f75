using System.Text.Json;
using Retrieval.Lexical;

namespace Retrieval.Domains;

/// <summary>Notes in which chunks of each domain a word stands.</summary>
internal static class DomainModelBuilder
{
    /// <summary>The stored form of a domain's words; equal for equal chunks.</summary>
    public static byte[] Build(string domain, IEnumerable<(string TitlePath, string Text)> chunks) =>
        JsonSerializer.SerializeToUtf8Bytes(Count(domain, [.. chunks.Select(c => $"{c.TitlePath}\n{c.Text}")]));

    private static IEnumerable<string> Stems(string text) =>
        Tokenizer.Tokenize(text).Select(token => EnglishStemmer.Stem(token.Text)).Distinct();

    private static DomainVocabulary Count(string domain, List<string> texts)
    {
        var postings = texts
            .SelectMany((text, chunk) => Stems(text).Select(stem => (Stem: stem, Chunk: chunk)))
            .GroupBy(entry => entry.Stem, entry => entry.Chunk)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray());
        return new DomainVocabulary(domain, texts.Count, postings);
    }
}
