using System.Xml.Linq;

namespace Architecture.Reading;

/// <summary>One project file.</summary>
/// <param name="Path">Path from the repository's root, with forward slashes.</param>
/// <param name="Xml">Its contents.</param>
internal sealed record ProjectFile(string Path, XDocument Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Path of its folder from the repository's root.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>The elements of one kind, such as PackageReference, wherever they stand.</summary>
    public IEnumerable<XElement> Items(string kind) => Xml.Descendants(kind);

    /// <summary>What the elements of one kind include.</summary>
    public IEnumerable<string> Includes(string kind) => Items(kind).Select(item => (string?)item.Attribute("Include") ?? "");

    /// <summary>Names of the projects that it references, in order.</summary>
    public IReadOnlyList<string> References =>
        [.. Includes("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Order(StringComparer.Ordinal)];
}
