using Support;

namespace EndToEnd.Reading;

/// <summary>The commands that README.md tells people to type.</summary>
internal static class Readme
{
    private const string Fence = "```";
    private const string Cli = "dotnet run --project src/Cli -- ";

    /// <summary>The lines of all blocks marked <c>sh</c>, in order.</summary>
    public static string[] ShellLines { get; } = [.. Blocks("sh")];

    /// <summary>The arguments of the command of the command line that begins so.</summary>
    public static string[] CliArguments(string beginning) =>
        ShellLines.Single(line => line.StartsWith(Cli + beginning, StringComparison.Ordinal))[Cli.Length..].Replace("\"", "", StringComparison.Ordinal).Split(' '); // its quoted arguments hold no blanks

    private static IEnumerable<string> Blocks(string language)
    {
        bool inside = false;
        foreach (string line in File.ReadLines(Path.Combine(SolutionFolder.Path, "README.md")))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                inside = !inside && line == Fence + language;
            }
            else if (inside && line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
