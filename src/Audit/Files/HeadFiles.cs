using System.Text;
using System.Text.Json;

namespace Audit.Files;

/// <summary>
/// Reads and writes <c>heads.log</c> (every head, append-only) and <c>head.json</c> (the last one, replaced atomically). The
/// line goes first, so a crash in between leaves a line more, never a line less.
/// </summary>
internal sealed class HeadFiles(LogLayout layout) : IDisposable
{
    /// <summary>Limit on <c>head.json</c>: a million open records.</summary>
    private const long MaxHeadBytes = 64 * 1024 * 1024;

    private AppendFile? lines;

    /// <summary>Reads <c>head.json</c>; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is not a head.</exception>
    public static LogHead? ReadHead(LogLayout layout)
    {
        FileInfo file = new(layout.HeadFile);
        if (!file.Exists)
            return null;
        if (file.Length > MaxHeadBytes)
            throw new InvalidDataException($"Expected at most {MaxHeadBytes} bytes, found {file.Length}.");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(layout.HeadFile), HeadJson.Default.LogHead)
                ?? throw new InvalidDataException("Expected a tree head, found null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Expected a tree head as JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads the lines of <c>heads.log</c> in order.</summary>
    public static IEnumerable<FoundHeadLine> ReadLines(LogLayout layout)
    {
        if (!File.Exists(layout.HeadsFile))
            yield break;
        using FileStream stream = new(layout.HeadsFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream, Encoding.Latin1);
        long offset = 0;
        StringBuilder line = new();
        for (int c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c != '\n')
            {
                line.Append((char)c);
                continue;
            }

            yield return new(offset, HeadLine.TryParse(line.ToString(), out HeadLine head) ? head : null, IsWhole: true);
            offset += line.Length + 1;
            line.Clear();
        }

        if (line.Length > 0)
            yield return new(offset, null, IsWhole: false);
    }

    /// <summary>Makes <paramref name="head"/> the current one, durably. What it refers to must be on disk already.</summary>
    public void Write(LogHead head)
    {
        lines ??= new AppendFile(layout.HeadsFile, WholeLinesLength(), new byte[1024]);
        try
        {
            lines.Append(Encoding.Latin1.GetBytes(head.Line.ToString() + '\n'));
            lines.WriteOut();
            lines.Flush();
            lines.MarkGood();
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            lines.Rollback();
            throw;
        }

        Replace(JsonSerializer.SerializeToUtf8Bytes(head, HeadJson.Default.LogHead));
    }

    public void Dispose() => lines?.Dispose();

    private void Replace(byte[] json)
    {
        string temporary = layout.HeadFile + ".new";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, layout.HeadFile, overwrite: true);
        FolderFlush.Flush(layout.Folder);
    }

    private long WholeLinesLength()
    {
        long length = 0;
        foreach (FoundHeadLine found in ReadLines(layout).Where(found => found.IsWhole))
        {
            if (found.Head is not { } line)
                throw new InvalidDataException($"'{layout.HeadsFile}' is damaged at byte {found.Offset}: that line is no tree head.");
            length = found.Offset + line.ToString().Length + 1;
        }

        return length;
    }
}
