using LanguageModels.Rewriting;

namespace LanguageModels.Sessions;

/// <summary>Reads the graph of a folder and makes it one that this engine can run in all its ways. The files are not changed.</summary>
internal static class DecoderGraphFile
{
    /// <summary>The graph that gives all logits where it is wanted and there, and whether the run chooses their positions.</summary>
    /// <exception cref="ModelFolderException">The file is no graph.</exception>
    public static (EditableGraph Graph, bool ChoosesRows) Read(ModelFolder folder, bool scoring)
    {
        var path = scoring && File.Exists(folder.ScoringPath) ? folder.ScoringPath : folder.GraphPath;
        try
        {
            var graph = EditableGraph.Read(ExternalTensors.ReadBytes(path));
            var givesAll = graph.Size(folder.Names.Logits, 1) != 1;
            return (graph, givesAll && LogitRows.AddTo(graph, folder.Names.Logits, folder.VocabularySize));
        }
        catch (InvalidDataException e)
        {
            throw new ModelFolderException($"{path} is not an ONNX graph: {e.Message}.", e);
        }
    }
}
