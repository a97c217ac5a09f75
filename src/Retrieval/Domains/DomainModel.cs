using System.Security.Cryptography;
using System.Text.Json;
using Retrieval.Lexical;
using Retrieval.Stores;

namespace Retrieval.Domains;

/// <summary>
/// Tells which domain a question belongs to by the words that its documents use. Immutable, in memory, deterministic:
/// equal versions give equal scores. Built at ingestion and stored with the documents.
/// </summary>
public sealed class DomainModel
{
    private const string Facts = "domain_model/";

    private const int MaxWords = 256;

    private readonly DomainVocabulary[] _domains;

    private DomainModel(DomainVocabulary[] domains, string version)
    {
        _domains = domains;
        Version = version;
    }

    /// <summary>Names the model's content: 32 hexadecimal digits.</summary>
    public string Version { get; }

    /// <summary>Reads the model of the store's last ingestion; a model without domains when nothing was ingested.</summary>
    public static DomainModel Load(DocumentStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Deserialize(store.GetFacts(Facts));
    }

    /// <summary>One score for each domain of the store, highest probability first; equal ones in order of name.</summary>
    /// <remarks>Pure; safe for any number of threads. Words after the first 256 are ignored.</remarks>
    public IReadOnlyList<DomainScore> Score(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var terms = Terms(question);
        return [.. _domains.Select(domain => domain.Score(terms))
            .OrderByDescending(score => score.Probability)
            .ThenBy(score => score.Domain, StringComparer.Ordinal)];
    }

    internal IReadOnlyList<DomainVocabulary> Vocabularies => _domains;

    /// <summary>Name of the fact that holds a domain's words.</summary>
    internal static string FactName(string domain) => Facts + domain;

    private static DomainModel Deserialize(IReadOnlyList<byte[]> stored) => new(
        [.. stored.Select(one => JsonSerializer.Deserialize<DomainVocabulary>(one)!)],
        Convert.ToHexStringLower(SHA256.HashData(stored.SelectMany(one => one).ToArray()).AsSpan(0, 16)));

    /// <summary>Stems of the informative words, each once.</summary>
    internal static List<string> Terms(string question) =>
    [
        .. Tokenizer.Tokenize(question)
            .Take(MaxWords)
            .Select(token => token.Text)
            .Where(word => !StopWords.Question.Contains(word))
            .Select(EnglishStemmer.Stem)
            .Distinct(),
    ];
}
