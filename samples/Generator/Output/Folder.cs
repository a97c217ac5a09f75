using System.Text;

namespace Generator.Output;

/// <summary>Writes the domain to its folder, or compares the two.</summary>
internal static class Folder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly string[] Owned = ["documents", "questions", "training"];

    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        foreach (var owned in Owned.Select(o => Path.Combine(folder, o)).Where(Directory.Exists))
            Directory.Delete(owned, recursive: true);
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, Utf8);
        }
    }

    public static IEnumerable<string> Differences(string folder, IReadOnlyDictionary<string, string> files)
    {
        var found = Owned.Select(o => Path.Combine(folder, o)).Where(Directory.Exists)
            .SelectMany(o => Directory.EnumerateFiles(o, "*", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'));
        return found.Except(files.Keys).Select(extra => $"{extra}: not made by the generator")
            .Concat(files.Where(f => !Same(Path.Combine(folder, f.Key), f.Value)).Select(f => $"{f.Key}: differs from what the generator makes"));
    }

    private static bool Same(string file, string text) =>
        File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(Utf8.GetBytes(text));
}
