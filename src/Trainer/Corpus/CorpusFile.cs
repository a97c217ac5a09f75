namespace Trainer.Corpus;

/// <summary>A file of a corpus.</summary>
/// <param name="Name">Within the corpus folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record CorpusFile(string Name, long Bytes, string Sha256);
