using System.Xml.Linq;

namespace Architecture.Reading;

/// <summary>The files of this repository, read once.</summary>
internal static class Repository
{
    private static readonly string[] Areas = ["src", "tests", "bench", "samples"];

    /// <summary>The folder of Gateway.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files("*.cs").Where(path => path.Count('/') >= 2).Select(path => new SourceFile(path, Read(path)))];

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files("*.csproj").Select(path => new ProjectFile(path, XDocument.Parse(Read(path))))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    private static IEnumerable<string> Files(string pattern) =>
        Areas
            .Select(area => Path.Combine(Root, area))
            .Where(Directory.Exists)
            .SelectMany(area => Directory.EnumerateFiles(area, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !IsBuildOutput(path))
            .Order(StringComparer.Ordinal);

    private static bool IsBuildOutput(string path) =>
        path.Split('/').Any(segment => segment is "bin" or "obj" or "node_modules" or "TestResults");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No Gateway.sln at or above {AppContext.BaseDirectory}.");
    }
}
