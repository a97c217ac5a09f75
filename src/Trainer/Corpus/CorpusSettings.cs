namespace Trainer.Corpus;

/// <summary>How a corpus is made of documents. All of it is part of the corpus's hash.</summary>
public sealed record CorpusSettings
{
    /// <summary>Of everything that is drawn by chance. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Licences that may be trained on, as the documents state them, compared without case; empty: any, also none stated. Default empty.</summary>
    public IReadOnlyList<string> AllowedLicences { get; init; } = [];

    /// <summary>Paths of folders and files below the ingested folder that are left out. Default none.</summary>
    public IReadOnlyList<string> ExcludedPaths { get; init; } = [];

    /// <summary>Whether a document must say <c>consent: yes</c> to be trained on. One that says <c>no</c> never is. Default false.</summary>
    public bool RequiresConsent { get; init; }

    /// <summary>Whether documents that a newer one replaces are left out. Default true: they teach old values.</summary>
    public bool DropsSuperseded { get; init; } = true;

    /// <summary>What happens to personal data. Default <see cref="PersonalDataPolicy.Redact"/>.</summary>
    public PersonalDataPolicy PersonalData { get; init; } = PersonalDataPolicy.Redact;

    /// <summary>Estimated Jaccard similarity of word 5-grams from which the later of two documents is a near-duplicate; 0.5 to 1. Default 0.8.</summary>
    public double DuplicateSimilarity { get; init; } = 0.8;

    /// <summary>A line that stands in more than this share of the documents (and in ten at least) is boilerplate; 0 to 1. Default 0.3.</summary>
    public double BoilerplateShare { get; init; } = 0.3;

    /// <summary>Whether rules over tables, lists and statements make pairs, beside the owner and a teacher. Default true.</summary>
    public bool UsesRules { get; init; } = true;

    /// <summary>Tokens of the tokenizer, special ones included, 262 to 65,536. Default 2,048.</summary>
    public int VocabularySize { get; init; } = 2048;

    /// <summary>Tokens of a row of documents. Default 128.</summary>
    public int RowLength { get; init; } = 128;

    /// <summary>One of so many wordings trains the tokenizer, beside all documents. Default 7.</summary>
    public int TokenizerWordingStride { get; init; } = 7;

    /// <summary>Share of the groups that are made "nothing is known", 0 to 0.9. Default 0.25.</summary>
    public double UnknownShare { get; init; } = 0.25;

    /// <summary>Refuses what cannot be meant.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; all are named.</exception>
    internal void Check()
    {
        (string Key, double Value, double Least, double Most)[] ranges =
        [
            (nameof(DuplicateSimilarity), DuplicateSimilarity, 0.5, 1), (nameof(BoilerplateShare), BoilerplateShare, 0, 1),
            (nameof(VocabularySize), VocabularySize, 262, 65_536), (nameof(RowLength), RowLength, 8, TokenShard.MostColumns),
            (nameof(TokenizerWordingStride), TokenizerWordingStride, 1, 1_000_000), (nameof(UnknownShare), UnknownShare, 0, 0.9),
        ];
        var wrong = ranges.Where(range => !(range.Value >= range.Least && range.Value <= range.Most)).ToList();
        if (wrong.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", wrong.Select(range => $"{range.Key} is {range.Value}; expected {range.Least} to {range.Most}.")));
        }
    }
}
