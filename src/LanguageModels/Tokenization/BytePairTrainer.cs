namespace LanguageModels.Tokenization;

/// <summary>Trains a byte-level BPE vocabulary. Deterministic; not thread-safe.</summary>
public sealed class BytePairTrainer(BytePairTraining settings)
{
    /// <summary>Counts the words of a text.</summary>
    public void Add(string text) => throw new NotSupportedException(text + settings.VocabularySize);

    /// <summary>Learns the merges; the tokenizer.json (UTF-8).</summary>
    public byte[] Train(CancellationToken stop) => throw new NotSupportedException(stop.ToString());
}
