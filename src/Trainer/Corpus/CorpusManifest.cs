namespace Trainer.Corpus;

/// <summary>What a corpus was made of and what came out: the same inputs, settings and seed give the same <see cref="Hash"/>.</summary>
/// <param name="Hash">SHA-256 over everything else here and the bytes of all files; 64 lower-case hexadecimal digits.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Settings">How it was made.</param>
/// <param name="Documents">Every document that was looked at, kept or not, in ordinal order of ids.</param>
/// <param name="PairFiles">The owner's files that were read.</param>
/// <param name="Pairs">Counts of the pairs.</param>
/// <param name="Files">Files of the corpus folder beside the manifest, in ordinal order of their names.</param>
public sealed record CorpusManifest(
    string Hash,
    string Domain,
    CorpusSettings Settings,
    IReadOnlyList<DocumentRecord> Documents,
    IReadOnlyList<CorpusFile> PairFiles,
    PairCounts Pairs,
    IReadOnlyList<CorpusFile> Files);
