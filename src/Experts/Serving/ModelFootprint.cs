using Experts.Generation;
using Experts.Registry;
using LanguageModels.Graphs;
using LanguageModels.Rewriting;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>
/// What a version takes in memory when all its slots are full: the weights once (rearranged copies or mapped files, whichever a run
/// reads), the cache, kept prompts, and the buffers of a run. The cache takes memory as it is used, so a model in little use takes less.
/// </summary>
internal static class ModelFootprint
{
    /// <summary>What a slot holds where nothing is said (<see cref="DecoderSettings.MaxLength"/>).</summary>
    private const int MostPositions = 4096;

    /// <summary>Tokens of the longest run.</summary>
    private const int LongestRun = 256;

    /// <summary>Float32 numbers of one token in a run's buffers, in widths of the residual stream: the feed-forward's inputs and outputs are most of it.</summary>
    private const int WidthsOfRun = 16;

    /// <summary>Before it is loaded: from its files' sizes and its configuration.</summary>
    /// <returns>The size of the files alone where there is no configuration that can be read: loading says what is wrong with it.</returns>
    public static long Of(ExpertVersion version, ExpertLoaderSettings settings)
    {
        var files = FileBytes(version);
        try
        {
            if (File.Exists(Path.Combine(version.Folder, EmbeddingConfig.FileName)))
            {
                return files;
            }

            var folder = ModelFolder.Open(version.Folder);
            return Of(files, folder, 2L * folder.Layers * folder.KeyValueHeads * folder.HeadSize * BitsOf(version, settings) / 8, settings);
        }
        catch (Exception exception) when (exception is ModelFolderException or IOException or UnauthorizedAccessException)
        {
            return files;
        }
    }

    /// <summary>Of a language model of which the bytes of weights and of one position of the cache are known.</summary>
    public static long Of(long weights, ModelFolder folder, long positionBytes, ExpertLoaderSettings settings)
    {
        var slots = settings.GenAiLibrary is null ? settings.Slots : 1; // GenAI runs one request at a time
        var length = Math.Min(settings.ContextLength == 0 ? MostPositions : settings.ContextLength, folder.ContextLength);
        var kept = settings.GenAiLibrary is null ? new GenerationSettings().PrefixPositions : 0;
        var run = (long)Math.Max(slots, LongestRun) * (folder.VocabularySize + ((long)WidthsOfRun * folder.Heads * folder.HeadSize)) * sizeof(float);
        return weights + (positionBytes * (((long)slots * length) + kept)) + run;
    }

    /// <summary>Of a key or value; the exact ones of our graphs are float32.</summary>
    private static int BitsOf(ExpertVersion version, ExpertLoaderSettings settings) => settings.CacheOf(version.Manifest?.Facts.Quantisation ?? "") switch
    {
        CacheFormat.Int8 => 8,
        CacheFormat.Int4 => 4,
        _ => 32,
    };

    private static long FileBytes(ExpertVersion version)
    {
        if (version.Manifest is { } manifest)
        {
            return manifest.Bytes;
        }

        try
        {
            return new DirectoryInfo(version.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0; // Loading will say what is wrong with it.
        }
    }
}
