namespace Experts.Serving;

/// <summary>What a model folder will take in memory, before it is loaded.</summary>
internal static class ModelFootprint
{
    /// <summary>The size of its files: weights are by far the most, and they are mapped or read whole. 0 for a folder that is gone.</summary>
    public static long Of(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0; // Loading will say what is wrong with it.
        }
    }
}
