using LanguageModels.Configuration;
using LanguageModels.Graphs;

namespace LanguageModels.Sessions;

/// <summary>An encoder on disk: what its embedding_config.json says, checked. Immutable.</summary>
public sealed record EncoderFolder
{
    /// <summary>Full path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Full path of the graph.</summary>
    public required string GraphPath { get; init; }

    /// <summary>Numbers of a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Most tokens of one text, special ones included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Number of token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Reads and checks a folder; the graph itself is only looked for.</summary>
    /// <exception cref="ModelFolderException">A file is missing, too large or wrong.</exception>
    public static EncoderFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var file = System.IO.Path.Combine(path, EmbeddingConfig.FileName);
        try
        {
            var fields = ConfigFile.Read(file);
            return new EncoderFolder
            {
                Path = path,
                GraphPath = fields.FileBeside("filename"),
                Dimensions = fields.Within("dimensions", 1, 1 << 16),
                MaxLength = fields.Within("max_length", 1, 1 << 20),
                VocabularySize = fields.Within("vocab_size", 1, 1 << 22),
            };
        }
        catch (InvalidDataException e)
        {
            throw new ModelFolderException(e.Message + " Import the model again.", e);
        }
    }
}
