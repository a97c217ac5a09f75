using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>What a decoder's graph itself says about its cache and logits, checked against the folder's configuration.</summary>
/// <param name="CacheType">Element type of keys and values.</param>
/// <param name="CacheWidth">Elements of one head at one position.</param>
/// <param name="ScoresAllPositions">Whether the logits of every position come out.</param>
internal sealed record DecoderGraphFacts(TensorElementType CacheType, int CacheWidth, bool ScoresAllPositions)
{
    /// <summary>Reads and checks them.</summary>
    /// <param name="session">The opened graph.</param>
    /// <param name="folder">What the configuration says.</param>
    /// <param name="added">Inputs that this engine added and gives.</param>
    public static DecoderGraphFacts Read(InferenceSession session, ModelFolder folder, IEnumerable<string> added)
    {
        var names = folder.Names;
        CheckInputs(session, folder, added);
        var logits = Find(session.OutputMetadata, names.Logits, folder);
        var cache = Find(session.InputMetadata, DecoderNames.Of(names.PastKeys, 0), folder);
        if (logits.ElementDataType != TensorElementType.Float || logits.Dimensions is not [_, var positions, var vocabulary])
        {
            throw new ModelFolderException($"{folder.GraphPath}: {names.Logits} should be float32 [batch, positions, vocabulary], found {Shown(logits)}.");
        }

        if (vocabulary > 0 && vocabulary != folder.VocabularySize)
        {
            throw new ModelFolderException($"{folder.GraphPath}: {names.Logits} has {vocabulary} numbers, genai_config.json says vocab_size {folder.VocabularySize}.");
        }

        if (cache.Dimensions is not [_, var heads, _, var width] || (heads > 0 && heads != folder.KeyValueHeads) || width > folder.HeadSize)
        {
            throw new ModelFolderException(
                $"{folder.GraphPath}: keys should be [batch, {folder.KeyValueHeads}, positions, {folder.HeadSize}] as genai_config.json says, found {Shown(cache)}.");
        }

        return new DecoderGraphFacts(cache.ElementDataType, width > 0 ? width : folder.HeadSize, positions != 1);
    }

    private static void CheckInputs(InferenceSession session, ModelFolder folder, IEnumerable<string> added)
    {
        var names = folder.Names;
        var known = new HashSet<string>(StringComparer.Ordinal) { names.InputIds, names.AttentionMask };
        for (var layer = 0; layer < folder.Layers; layer++)
        {
            known.Add(DecoderNames.Of(names.PastKeys, layer));
            known.Add(DecoderNames.Of(names.PastValues, layer));
            _ = Find(session.OutputMetadata, DecoderNames.Of(names.PresentKeys, layer), folder);
            _ = Find(session.OutputMetadata, DecoderNames.Of(names.PresentValues, layer), folder);
        }

        foreach (var name in known)
        {
            _ = Find(session.InputMetadata, name, folder);
        }

        known.UnionWith(added);
        if (session.InputMetadata.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ModelFolderException($"{folder.GraphPath} needs the input '{unknown}', which this engine does not give. Import the model's checkpoint instead.");
        }
    }

    private static NodeMetadata Find(IReadOnlyDictionary<string, NodeMetadata> found, string name, ModelFolder folder) =>
        found.TryGetValue(name, out var metadata)
            ? metadata
            : throw new ModelFolderException($"{folder.GraphPath} has no '{name}', which genai_config.json names; it has {string.Join(", ", found.Keys.Take(6))}.");

    private static string Shown(NodeMetadata metadata) => $"{metadata.ElementDataType} [{string.Join(", ", metadata.Dimensions)}]";
}
