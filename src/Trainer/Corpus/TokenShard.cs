using System.IO.MemoryMappedFiles;

namespace Trainer.Corpus;

/// <summary>
/// Rows of packed tokens in a file that is mapped, not read. Little-endian: 16 bytes <c>"token-shard 1\n\0\0"</c>, rows and
/// columns (int32 each), then for each row its tokens, its labels and its documents (int32 each, one a column).
/// </summary>
/// <remarks>
/// A label is the token that should follow, -100 where nothing is to be learnt (the last token of a document, padding).
/// A document is its number in <see cref="CorpusManifest.Documents"/>, -1 for padding: attention stays within equal numbers.
/// Safe for any number of threads until disposed.
/// </remarks>
public sealed class TokenShard : IDisposable
{
    /// <summary>Stands where nothing is to be learnt.</summary>
    public const int NoLabel = -100;

    internal const int HeaderBytes = 24;
    internal const int PartsOfRow = 3;
    internal const int MostColumns = 65_536;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private TokenShard(MemoryMappedFile file, MemoryMappedViewAccessor view, int rows, int columns) =>
        (_file, _view, Rows, Columns) = (file, view, rows, columns);

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Tokens of a row.</summary>
    public int Columns { get; }

    internal static ReadOnlySpan<byte> Magic => "token-shard 1\n\0\0"u8;

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">Not such a file, or cut off.</exception>
    public static TokenShard Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < HeaderBytes)
        {
            throw Refused(path, $"it has {length} bytes");
        }

        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        try
        {
            var (rows, columns) = ReadHeader(path, view, length);
            return new TokenShard(file, view, rows, columns);
        }
        catch
        {
            view.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Copies a row out.</summary>
    /// <param name="row">Below <see cref="Rows"/>.</param>
    /// <param name="tokens">Room for <see cref="Columns"/> numbers.</param>
    /// <param name="labels">The same.</param>
    /// <param name="documents">The same.</param>
    public void Read(int row, Span<int> tokens, Span<int> labels, Span<int> documents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        var at = HeaderBytes + ((long)row * PartsOfRow * Columns * sizeof(int));
        foreach (var part in (ReadOnlySpan<int>)[0, 1, 2])
        {
            var target = part switch { 0 => tokens, 1 => labels, _ => documents };
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(at + ((long)part * Columns * sizeof(int))), target[..Columns]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static (int Rows, int Columns) ReadHeader(string path, MemoryMappedViewAccessor view, long length)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        view.SafeMemoryMappedViewHandle.ReadSpan(0, magic);
        var (rows, columns) = (view.ReadInt32(Magic.Length), view.ReadInt32(Magic.Length + sizeof(int)));
        return !magic.SequenceEqual(Magic) ? throw Refused(path, "it does not begin with 'token-shard 1'")
            : rows < 0 || columns is < 1 or > MostColumns ? throw Refused(path, $"it says {rows} rows of {columns} tokens")
            : length != HeaderBytes + ((long)rows * PartsOfRow * columns * sizeof(int)) ? throw Refused(path, $"it has {length} bytes, which are not {rows} rows of {columns} tokens")
            : (rows, columns);
    }

    private static InvalidDataException Refused(string path, string why) =>
        new($"'{path}' is no shard of tokens: {why}. Build the corpus again.");
}
