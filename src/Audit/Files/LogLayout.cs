using System.Globalization;

namespace Audit.Files;

/// <summary>
/// Where things lie in a log's folder. A segment holds exactly <see cref="EntriesPerSegment"/> entries, that is 256 entry
/// bundles of the C2SP tlog-tiles layout, so that bundles and tiles can be cut from segments later.
/// </summary>
internal sealed class LogLayout(string folder)
{
    public const int EntriesPerSegment = 65_536;
    private const string EntriesExtension = ".log";

    public string Folder => folder;

    public string EntriesFolder => Path.Combine(folder, "entries");

    public string ContentFolder => Path.Combine(folder, "content");

    /// <summary>Keeps what recovery cut off.</summary>
    public string CutFolder => Path.Combine(folder, "cut");

    public string HeadFile => Path.Combine(folder, "head.json");

    public string HeadsFile => Path.Combine(folder, "heads.log");

    public string LockFile => Path.Combine(folder, "lock");

    public static long SegmentOf(long index) => index - index % EntriesPerSegment;

    public string EntriesFile(long segment) => Path.Combine(EntriesFolder, Name(segment) + EntriesExtension);

    public string ContentFile(long segment) => Path.Combine(ContentFolder, Name(segment) + ".bin");

    /// <summary>A path as reports show it.</summary>
    public string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    public void CreateFolders()
    {
        Directory.CreateDirectory(EntriesFolder);
        Directory.CreateDirectory(ContentFolder);
    }

    /// <summary>First index of each segment that has a file, in order.</summary>
    public List<long> Segments()
    {
        List<long> segments = [];
        if (!Directory.Exists(EntriesFolder))
            return segments;
        foreach (string path in Directory.EnumerateFiles(EntriesFolder, "*" + EntriesExtension))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long segment)
                && segment % EntriesPerSegment == 0)
                segments.Add(segment);
        }

        segments.Sort();
        return segments;
    }

    private static string Name(long segment) => segment.ToString("D12", CultureInfo.InvariantCulture);
}
