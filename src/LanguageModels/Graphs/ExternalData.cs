using System.Runtime.InteropServices;

namespace LanguageModels.Graphs;

/// <summary>The file beside the graphs that holds their large tensors, each at a multiple of the page size so that it can be mapped.</summary>
internal sealed class ExternalData(string folder) : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "model.onnx.data";

    private const int Page = 4096;

    private readonly FileStream _file = File.Create(Path.Combine(folder, FileName));

    /// <summary>Bytes of all tensors.</summary>
    public long Length => _file.Position;

    /// <summary>Appends a tensor; returns where it begins.</summary>
    public long Append<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        _file.Position = (_file.Position + Page - 1) / Page * Page;
        var offset = _file.Position;
        _file.Write(MemoryMarshal.AsBytes(values));
        return offset;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
