using System.Text.Json;

namespace LanguageModels.Sessions;

/// <summary>An encoder on disk: what its embedding_config.json says, checked. Immutable.</summary>
public sealed record EncoderFolder
{
    private const int MaxBytes = 1 << 20;
    private const string FileName = "embedding_config.json";

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

    /// <summary>Whether a folder holds an encoder.</summary>
    public static bool IsThere(string path) => File.Exists(System.IO.Path.Combine(path, FileName));

    /// <summary>Reads and checks a folder; the graph itself is only looked for.</summary>
    /// <exception cref="ModelFolderException">A file is missing, too large or wrong.</exception>
    public static EncoderFolder Open(string path)
    {
        var file = System.IO.Path.Combine(path, FileName);
        using var document = Parse(file);
        var fields = new ConfigFields(file, document.RootElement);
        var graph = fields.Text("filename", 128);
        return new EncoderFolder
        {
            Path = System.IO.Path.GetFullPath(path),
            GraphPath = System.IO.Path.GetFileName(graph) == graph && File.Exists(System.IO.Path.Combine(path, graph))
                ? System.IO.Path.GetFullPath(System.IO.Path.Combine(path, graph))
                : throw fields.Wrong("filename", "the name of a file in the folder", graph),
            Dimensions = fields.Number("dimensions", 1, 1 << 16),
            MaxLength = fields.Number("max_length", 1, 1 << 20),
            VocabularySize = fields.Number("vocab_size", 1, 1 << 22),
        };
    }

    private static JsonDocument Parse(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxBytes)
        {
            throw new ModelFolderException(file.Exists
                ? $"{path} has {file.Length} bytes, at most {MaxBytes} are read."
                : $"{path} does not exist: not the folder of an embedding model. Import the model first.");
        }

        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException e)
        {
            throw new ModelFolderException($"{path} is not JSON: {e.Message}", e);
        }
    }
}
