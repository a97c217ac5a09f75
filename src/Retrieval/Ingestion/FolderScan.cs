using Retrieval.Parsing;

namespace Retrieval.Ingestion;

/// <summary>
/// Lists the readable files below a folder in ordinal order. Links are hostile until proven harmless: a link to a
/// folder is never followed (it may form a circle), a link to a file only when the target lies below the folder.
/// </summary>
internal sealed class FolderScan
{
    /// <summary>Levels of folders below the ingested one.</summary>
    public const int MaxDepth = 32;

    /// <summary>Files of one ingestion.</summary>
    public const int MaxFiles = 100_000;

    private readonly string _root;
    private readonly List<(string Relative, string Full)> _files = [];
    private readonly List<FailedFile> _failed = [];

    private FolderScan(string root) => _root = root;

    public IReadOnlyList<(string Relative, string Full)> Files => _files;

    public IReadOnlyList<FailedFile> Failed => _failed;

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FolderScan Of(string folder)
    {
        var root = new DirectoryInfo(Path.GetFullPath(folder));
        if (!root.Exists)
        {
            throw new DirectoryNotFoundException($"expected a folder of documents, found none at {root.FullName}.");
        }

        var scan = new FolderScan(RealPath(root));
        scan.Visit(new DirectoryInfo(scan._root), depth: 0);
        scan._files.Sort((a, b) => string.CompareOrdinal(a.Relative, b.Relative));
        return scan;
    }

    private static string RealPath(DirectoryInfo folder) =>
        Path.TrimEndingDirectorySeparator(folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName);

    private void Visit(DirectoryInfo folder, int depth)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.'))
        {
            if (entry is FileInfo file)
            {
                AddFile(file);
            }
            else if (entry.LinkTarget is not null)
            {
                Fail(entry, "is a link to a folder; links to folders are not followed. Ingest the target itself.");
            }
            else if (depth >= MaxDepth)
            {
                Fail(entry, $"lies deeper than {MaxDepth} folders; move it up.");
            }
            else
            {
                Visit((DirectoryInfo)entry, depth + 1);
            }
        }
    }

    private void AddFile(FileInfo file)
    {
        if (DocumentReader.MediaType(file.Name) is null)
        {
            return;
        }

        if (Target(file) is { } problem)
        {
            Fail(file, problem);
        }
        else if (_files.Count >= MaxFiles)
        {
            throw new InvalidDataException($"expected at most {MaxFiles} documents below {_root}, found more; ingest its parts as domains of their own.");
        }
        else
        {
            _files.Add((Relative(file), file.FullName));
        }
    }

    /// <summary>Why a file may not be read; null when it may.</summary>
    private string? Target(FileInfo file)
    {
        if (file.LinkTarget is null)
        {
            return null;
        }

        return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target
            && IsBelowRoot(target)
                ? null
                : "is a link that leaves the folder or leads nowhere; copy the file into the folder.";
    }

    /// <summary>Whether the way to a file leads through real folders below the root only; a link on it could lead anywhere.</summary>
    private bool IsBelowRoot(FileInfo target)
    {
        for (var folder = target.Directory; folder is not null && folder.LinkTarget is null; folder = folder.Parent)
        {
            if (folder.FullName == _root)
            {
                return true;
            }
        }

        return false;
    }

    private string Relative(FileSystemInfo entry) => Path.GetRelativePath(_root, entry.FullName).Replace('\\', '/');

    private void Fail(FileSystemInfo entry, string reason) => _failed.Add(new FailedFile(Relative(entry), reason));
}
