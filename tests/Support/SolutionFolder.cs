namespace Support;

/// <summary>Where the solution lies, seen from a running test.</summary>
public static class SolutionFolder
{
    /// <summary>The folder that holds Gateway.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">No folder above the test's binaries holds it.</exception>
    public static string Path { get; } = Find();

    /// <summary>The configuration that the running test was built in, such as <c>Debug</c>.</summary>
    /// <remarks>Binaries lie in <c>bin/{configuration}/{framework}</c>.</remarks>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar)).Parent?.Name ?? "Debug";

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Gateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"Expected Gateway.sln in a folder above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }
}
