namespace Architecture.Reading;

/// <summary>One C# file of the repository.</summary>
/// <param name="Path">Path from the repository's root, with forward slashes: <c>src/State/Keys/KeyRing.cs</c>.</param>
/// <param name="Text">The file as it is.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>The file without comments and contents of strings, character for character at the same place.</summary>
    public string Code { get; } = CodeText.Of(Text);

    /// <summary><c>src</c>, <c>tests</c>, <c>bench</c> or <c>samples</c>.</summary>
    public string Area => _segments[0];

    /// <summary>The project's folder name.</summary>
    public string Project => _segments[1];

    /// <summary>The folder inside the project, its first level; empty for a file beside the project file.</summary>
    public string Folder => _segments.Length > 3 ? _segments[2] : "";

    /// <summary>The namespace that the file's place calls for.</summary>
    public string ExpectedNamespace => string.Join('.', _segments[1..^1]);

    public bool IsProduct => Area == "src";

    /// <summary>1 for the first line.</summary>
    public int LineAt(int index) => Text.AsSpan(0, index).Count('\n') + 1;
}
