using System.IO.MemoryMappedFiles;

namespace LanguageModels.Weights;

/// <summary>A file mapped read-only; spans of it are valid until it is disposed. Thread-safe for reading.</summary>
/// <remarks>The operating system pages the file in and out, so processes that map the same file share its memory.</remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;
    private bool _isDisposed;

    /// <summary>Maps a whole file.</summary>
    /// <exception cref="IOException">It is not there or not readable.</exception>
    public MappedFile(string path)
    {
        Path = path;
        Length = new FileInfo(path).Length;
        if (Length == 0)
        {
            return; // An empty file cannot be mapped, and there is nothing to read.
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file when it was mapped.</summary>
    public long Length { get; }

    /// <summary>A part of the file, which must lie inside it.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    /// <exception cref="ObjectDisposedException">The file is no longer mapped.</exception>
    public ReadOnlySpan<byte> Bytes(long offset, long length, string what)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (offset < 0 || length < 0 || length > int.MaxValue || offset > Length - length)
        {
            throw new InvalidDataException($"{Path}: {what} is said to lie at byte {offset} with {length} bytes; the file has {Length}. It is cut off or damaged.");
        }

        return new ReadOnlySpan<byte>(_start + offset, (int)length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _file?.Dispose();
    }
}
