namespace Trainer.Corpus;

/// <summary>How a corpus is made of documents. All of it is part of the corpus's hash.</summary>
public sealed record CorpusSettings
{
    /// <summary>Of everything that is drawn by chance. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Licences that may be trained on, as the documents state them, compared without case; empty: any, also none stated. Default empty.</summary>
    public IReadOnlyList<string> AllowedLicences { get; init; } = [];

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

    /// <summary>Tokens of the tokenizer, special ones included, 262 to 65,536. Default 2,048.</summary>
    public int VocabularySize { get; init; } = 2048;

    /// <summary>Tokens of a row of documents. Default 128.</summary>
    public int RowLength { get; init; } = 128;

    /// <summary>One of so many wordings trains the tokenizer, beside all documents. Default 7.</summary>
    public int TokenizerWordingStride { get; init; } = 7;

    /// <summary>Share of the groups that are made "nothing is known", 0 to 0.9. Default 0.25.</summary>
    public double UnknownShare { get; init; } = 0.25;
}
