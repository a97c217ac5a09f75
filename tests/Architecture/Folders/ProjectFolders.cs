using System.Text.RegularExpressions;
using Architecture.Reading;

namespace Architecture.Folders;

/// <summary>
/// Which folder of a project uses which, read from the text. Three spellings lead to another folder: a using directive
/// or a full name (<c>State.Keys.KeyRing</c>), and a sibling reached through the parent namespace (<c>Keys.KeyRing</c>
/// inside <c>State.Locations</c>). The files beside the project file are a folder too, named <see cref="Root"/>; their
/// namespace is every folder's parent, so their types are seen without any using.
/// </summary>
internal static partial class ProjectFolders
{
    public const string Root = "(root)";

    public static IReadOnlyList<FolderUse> Uses(string project, IReadOnlyList<SourceFile> files)
    {
        Dictionary<string, HashSet<string>> declared = files
            .GroupBy(NameOf)
            .ToDictionary(folder => folder.Key, folder => folder.SelectMany(Declared).ToHashSet());
        return [.. files.SelectMany(file => declared.Keys.Where(to => to != NameOf(file)).SelectMany(to => Uses(project, file, to, declared[to])))];
    }

    private static IEnumerable<FolderUse> Uses(string project, SourceFile file, string to, HashSet<string> declared)
    {
        IEnumerable<Match> matches = to == Root
            ? Words().Matches(file.Code).Where(word => declared.Contains(word.Value))
            : Named(project, file, to, declared);
        return matches.Select(match => new FolderUse(NameOf(file), to, file.Path, file.LineAt(match.Index), match.Value));
    }

    private static IEnumerable<Match> Named(string project, SourceFile file, string to, HashSet<string> declared)
    {
        MatchCollection full = Regex.Matches(file.Code, $@"(?<![\w.])(global\s*::\s*)?{project}\s*\.\s*{to}\b");
        MatchCollection sibling = Regex.Matches(file.Code, $@"(?<![\w.])(?!{project}\s*\.){to}\s*\.\s*(?<member>\w+)");
        return full.Concat(sibling.Where(match => declared.Contains(match.Groups["member"].Value)));
    }

    /// <summary>What a file adds to its folder's namespace: types, and the namespaces below it.</summary>
    private static IEnumerable<string> Declared(SourceFile file) =>
        Declarations().Matches(file.Code).Select(match => match.Groups["name"].Value)
            .Concat(file.Folder.Length == 0 ? [] : file.ExpectedNamespace.Split('.')[2..]);

    private static string NameOf(SourceFile file) => file.Folder.Length == 0 ? Root : file.Folder;

    [GeneratedRegex(@"\b(class|struct|interface|enum|record(\s+(class|struct))?)\s+(?<name>[A-Z]\w*)|\bdelegate\s+[\w<>?,\s]+?\s(?<name>[A-Z]\w*)\s*[(<]")]
    private static partial Regex Declarations();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Words();
}
