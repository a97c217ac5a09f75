using Experts.Registry;

namespace Experts.Serving;

/// <summary>What a version will take in memory, before it is loaded.</summary>
internal static class ModelFootprint
{
    /// <summary>The size of its files: weights are by far the most, and they are mapped or read whole. 0 for a folder that is gone.</summary>
    public static long Of(ExpertVersion version)
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
