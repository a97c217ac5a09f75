using LanguageModels.Tokenization;

namespace Trainer.Corpus;

/// <summary>A corpus that was built: a folder with <c>manifest.json</c>, <c>tokenizer.json</c>, <c>pairs.jsonl</c>, <c>documents.jsonl</c> and <c>documents.tokens</c>.</summary>
public sealed class TrainingCorpus : IDisposable
{
    internal const string TokenizerFile = "tokenizer.json";
    internal const string PairsFile = "pairs.jsonl";
    internal const string TextsFile = "documents.jsonl";
    internal const string ShardFile = "documents.tokens";

    private TrainingCorpus(string folder, CorpusManifest manifest, Tokenizer tokenizer, IReadOnlyList<NotePair> pairs, TokenShard documents) =>
        (Folder, Manifest, Tokenizer, Pairs, Documents) = (folder, manifest, tokenizer, pairs, documents);

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>What it was made of.</summary>
    public CorpusManifest Manifest { get; }

    /// <summary>Its tokenizer; <see cref="TokenizerPath"/> is the file.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The tokenizer.json, to be copied beside the weights.</summary>
    public string TokenizerPath => Path.Combine(Folder, TokenizerFile);

    /// <summary>Questions and notes, unknown groups among them, in ordinal order of their groups.</summary>
    public IReadOnlyList<NotePair> Pairs { get; }

    /// <summary>The documents in packed rows.</summary>
    public TokenShard Documents { get; }

    /// <inheritdoc/>
    public void Dispose() => Documents.Dispose();
}
