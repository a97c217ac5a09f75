using LanguageModels.Graphs;

namespace LanguageModels.Sessions;

/// <summary>An embedding model on disk: what its embedding_config.json says, checked. Immutable.</summary>
/// <param name="GraphPath">Full path of the graph.</param>
/// <param name="Dimensions">Numbers of a vector.</param>
/// <param name="MaxLength">Most tokens of a text, special ones included.</param>
/// <param name="VocabularySize">Number of token ids.</param>
/// <param name="PadToken">Fills the end of shorter texts.</param>
public sealed record EncoderFolder(string GraphPath, int Dimensions, int MaxLength, int VocabularySize, int PadToken)
{
    /// <summary>Reads and checks a folder's embedding_config.json; the graph itself is only looked for.</summary>
    /// <exception cref="ModelFolderException">A file is missing, too large or wrong.</exception>
    public static EncoderFolder Open(string path)
    {
        var file = Path.Combine(Path.GetFullPath(path), EmbeddingConfig.FileName);
        using var document = ConfigFields.Parse(file);
        var fields = new ConfigFields(file, document.RootElement);
        var vocabulary = fields.Number("vocab_size", 1, 1 << 22);
        return new EncoderFolder(
            fields.FileBeside("filename"),
            fields.Number("dimensions", 1, 1 << 16),
            fields.Number("max_length", 1, 1 << 20),
            vocabulary,
            fields.Number("pad_token_id", 0, vocabulary - 1));
    }
}
