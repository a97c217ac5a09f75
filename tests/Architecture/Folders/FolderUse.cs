namespace Architecture.Folders;

/// <summary>A place where one folder of a project uses another.</summary>
/// <param name="From">The folder that uses.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Text">What stands there.</param>
internal sealed record FolderUse(string From, string To, string Path, int Line, string Text)
{
    public override string ToString() => $"{From} -> {To}: {Path}({Line}): {Text}";
}
