using System.Collections.Immutable;

namespace LanguageModels.Sessions;

/// <summary>A decoder on disk: what its genai_config.json says, checked. Immutable.</summary>
public sealed record ModelFolder
{
    /// <summary>Full path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Full path of the graph.</summary>
    public required string GraphPath { get; init; }

    /// <summary>Full path of the graph that gives the logits of all positions; the file need not be there.</summary>
    public string ScoringPath => System.IO.Path.Combine(Path, Graphs.DecoderGraph.ScoringFile);

    /// <summary>Kind of model, such as <c>llama</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Number of logits at each place.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Most positions the model was made for.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Query heads of a layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads of a layer.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Numbers of one head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Tokens that end an answer.</summary>
    public required ImmutableArray<int> EndTokens { get; init; }

    /// <summary>Token that begins a text; null where the model has none.</summary>
    public int? BeginToken { get; init; }

    /// <summary>Names of the graph's inputs and outputs.</summary>
    public required DecoderNames Names { get; init; }

    /// <summary>Reads and checks a folder's genai_config.json; the graph itself is only looked for.</summary>
    /// <exception cref="ModelFolderException">A file is missing, too large or wrong.</exception>
    public static ModelFolder Open(string path)
    {
        try
        {
            return GenAiConfigReader.Read(System.IO.Path.GetFullPath(path));
        }
        catch (InvalidDataException e)
        {
            throw new ModelFolderException(e.Message + " Import the model again.", e);
        }
    }
}
