using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LanguageModels.Sessions;

/// <summary>
/// Writes <c>.onnx_adapter</c> files, which ONNX Runtime maps and GenAI serves: FlatBuffers with the identifier TORT (schema
/// adapter_schema.fbs of ONNX Runtime): versions of format, adapter and model, and a list of parameters of name, shape, element type, and
/// raw numbers at multiples of 8 bytes.
/// </summary>
internal sealed class OnnxAdapterFile
{
    private const int FormatVersion = 1, AdapterVersion = 1, ModelVersion = 1, Float = 1;

    private readonly MemoryStream _bytes = new();

    private OnnxAdapterFile()
    {
    }

    /// <summary>The file of some float32 parameters.</summary>
    public static ReadOnlySpan<byte> Of(IReadOnlyList<(string Name, long[] Shape, float[] Values)> parameters)
    {
        var file = new OnnxAdapterFile();
        file.Root(parameters);
        return file._bytes.GetBuffer().AsSpan(0, (int)file._bytes.Length);
    }

    private void Root(IReadOnlyList<(string Name, long[] Shape, float[] Values)> parameters)
    {
        var root = Offset();
        _bytes.Write("TORT"u8);
        Point(root, Table());
        Integer(FormatVersion);
        Integer(AdapterVersion);
        Integer(ModelVersion);
        var list = Offset();
        Align(4, 0);
        Point(list, _bytes.Position);
        Integer(parameters.Count);
        var places = parameters.Select(_ => Offset()).ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            Align(4, 0);
            Parameter(places[i], parameters[i]);
        }

        Align(8, 0);
    }

    private void Parameter(long place, (string Name, long[] Shape, float[] Values) parameter)
    {
        Point(place, Table());
        var (name, shape) = (Offset(), Offset());
        Integer(Float);
        var numbers = Offset();
        Vector(name, 1, [.. Encoding.UTF8.GetBytes(parameter.Name), 0], -1);
        Vector(shape, 8, MemoryMarshal.AsBytes(parameter.Shape.AsSpan()), parameter.Shape.Length - (parameter.Shape.Length * 8));
        Vector(numbers, 8, MemoryMarshal.AsBytes(parameter.Values.AsSpan()), 0);
    }

    /// <summary>A vtable for four fields of four bytes each, and the beginning of a table after it, whose place is returned.</summary>
    private long Table()
    {
        var fields = _bytes.Position;
        _bytes.Write([12, 0, 20, 0, 4, 0, 8, 0, 12, 0, 16, 0]); // its own size, the table's, and where the fields lie
        var table = _bytes.Position;
        Integer((int)(table - fields));
        return table;
    }

    /// <summary>A length and what follows; the content lies at a multiple of its alignment. The length counts elements, not bytes.</summary>
    private void Vector(long place, int alignment, ReadOnlySpan<byte> content, int uncounted)
    {
        Align(4, 0);
        Align(alignment, sizeof(int));
        Point(place, _bytes.Position);
        Integer(content.Length + uncounted);
        _bytes.Write(content);
    }

    /// <summary>Room for an offset, to be filled by <see cref="Point"/>.</summary>
    private long Offset()
    {
        var place = _bytes.Position;
        Integer(0);
        return place;
    }

    private void Point(long place, long target)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, checked((int)(target - place)));
        four.CopyTo(_bytes.GetBuffer().AsSpan((int)place));
    }

    private void Integer(int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        _bytes.Write(four);
    }

    /// <summary>Zeros until what comes <paramref name="ahead"/> bytes later is aligned.</summary>
    private void Align(int alignment, int ahead)
    {
        while ((_bytes.Position + ahead) % alignment != 0)
        {
            _bytes.WriteByte(0);
        }
    }
}
