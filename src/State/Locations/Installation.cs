namespace State.Locations;

/// <summary>
/// Where this program is installed. In a clone that is the repository; in a published build it is the folder
/// of the program, because nothing above it belongs to us.
/// </summary>
public static class Installation
{
    /// <summary>The file that marks the root of a clone.</summary>
    internal const string Marker = "Gateway.sln";

    /// <summary>
    /// The nearest folder at or above the program's own that holds <c>Gateway.sln</c>, else the program's own
    /// folder. An absolute path without a separator at its end.
    /// </summary>
    public static string FindRoot() => FindRoot(AppContext.BaseDirectory);

    internal static string FindRoot(string programFolder)
    {
        string start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(programFolder));
        for (string? folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Marker)))
            {
                return folder;
            }
        }

        return start;
    }
}
