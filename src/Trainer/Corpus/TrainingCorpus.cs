using System.Security.Cryptography;
using Experts.Memory;
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

    /// <summary>Opens a corpus and compares every file with the manifest.</summary>
    /// <exception cref="InvalidDataException">Something is missing, damaged or was changed; build it again.</exception>
    public static TrainingCorpus Open(string folder)
    {
        var path = Path.GetFullPath(folder);
        var manifest = ManifestJson.Read(path);
        foreach (var file in manifest.Files)
        {
            Check(Path.Combine(path, Path.GetFileName(file.Name)), file);
        }

        return new TrainingCorpus(
            path, manifest, Tokenizer.Load(Path.Combine(path, TokenizerFile)), CorpusLines.ReadPairs(Path.Combine(path, PairsFile)), TokenShard.Open(Path.Combine(path, ShardFile)));
    }

    /// <summary>Puts every note into a memory.</summary>
    public void Remember(NoteMemoryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var note in Pairs.Select(pair => pair.Remembered).OfType<MemoryNote>())
        {
            writer.Add(note);
        }
    }

    private static void Check(string path, CorpusFile expected)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != expected.Bytes)
        {
            throw new InvalidDataException($"'{path}' is missing or has not {expected.Bytes} bytes. Build the corpus again.");
        }

        using var file = File.OpenRead(path);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != expected.Sha256)
        {
            throw new InvalidDataException($"'{path}' was changed: its SHA-256 is not that of the manifest. Build the corpus again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Documents.Dispose();
}
