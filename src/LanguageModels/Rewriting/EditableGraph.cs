using System.Text;
using LanguageModels.Graphs;

namespace LanguageModels.Rewriting;

/// <summary>
/// A graph in memory whose nodes, inputs and outputs may be changed before it is opened; weights stay references to their file
/// (onnx.proto3). Notes on shapes inside the graph are left out: the library infers them.
/// </summary>
internal sealed class EditableGraph
{
    private readonly ProtoWriter _model = new(), _graph = new();
    private readonly List<(string Name, byte[] Message)> _inputs = [], _outputs = [];
    private readonly Dictionary<string, long[]> _shapes = [];

    private EditableGraph()
    {
    }

    /// <summary>The nodes in their order.</summary>
    public List<EditableNode> Nodes { get; } = [];

    /// <summary>Reads a ModelProto.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static EditableGraph Read(ReadOnlySpan<byte> message)
    {
        var found = new EditableGraph();
        var model = new ProtoReader(message);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                found.ReadGraph(model.Bytes);
            }
            else if (model.IsBytes)
            {
                found._model.Bytes(model.Field, model.Bytes);
            }
            else
            {
                found._model.Integer(model.Field, (long)model.Value);
            }
        }

        return found;
    }

    /// <summary>Adds an input, or declares one anew that is there.</summary>
    public void Input(string name, ElementType type, params ReadOnlySpan<Dimension> shape) => Set(_inputs, name, OnnxMessage.Value(name, type, shape));

    /// <summary>Declares an output anew, or adds one.</summary>
    public void Output(string name, ElementType type, params ReadOnlySpan<Dimension> shape) => Set(_outputs, name, OnnxMessage.Value(name, type, shape));

    /// <summary>The shape of an initialiser; empty where there is none of this name.</summary>
    public long[] ShapeOf(string initialiser) => _shapes.GetValueOrDefault(initialiser, []);

    /// <summary>A size in the shape of an output; null where there is no such output, or no number.</summary>
    public long? Size(string output, int dimension)
    {
        var at = _outputs.FindIndex(value => value.Name == output);
        return at < 0 ? null : SizeIn(_outputs[at].Message, dimension);
    }

    /// <summary>A node with one output, before the node at <paramref name="index"/>.</summary>
    public void Insert(int index, string op, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Nodes.Insert(index, new EditableNode(OnnxMessage.Node(op, [output], inputs, "", attributes).Written));

    /// <summary>The graph as a ModelProto.</summary>
    public byte[] Write()
    {
        var graph = new ProtoWriter();
        Nodes.ForEach(node => graph.Message(1, node.Written()));
        graph.Append(_graph);
        _inputs.ForEach(input => graph.Bytes(11, input.Message));
        _outputs.ForEach(output => graph.Bytes(12, output.Message));
        return new ProtoWriter().Append(_model).Message(7, graph).Written.ToArray();
    }

    private static void Set(List<(string Name, byte[] Message)> values, string name, ProtoWriter message)
    {
        var entry = (name, message.Written.ToArray());
        var at = values.FindIndex(value => value.Name == name);
        if (at < 0)
        {
            values.Add(entry);
        }
        else
        {
            values[at] = entry;
        }
    }

    private static string NameOf(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(Field(value, 1));

    /// <summary>ValueInfoProto.type.tensor_type.shape.dim[i].dim_value</summary>
    private static long? SizeIn(ReadOnlySpan<byte> value, int dimension)
    {
        var shape = Field(Field(Field(value, 2), 1), 2);
        var dimensions = new ProtoReader(shape);
        for (var i = 0; dimensions.Next(); i++)
        {
            if (i == dimension)
            {
                var size = new ProtoReader(dimensions.Bytes);
                return size.Next() && size.Field == 1 ? (long)size.Value : null;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, int number)
    {
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Field == number)
            {
                return fields.Bytes;
            }
        }

        return [];
    }

    private void ReadGraph(ReadOnlySpan<byte> message)
    {
        const int node = 1, initialiser = 5, input = 11, output = 12, shapes = 13;
        var graph = new ProtoReader(message);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case node: Nodes.Add(new EditableNode(graph.Bytes)); break;
                case input: _inputs.Add((NameOf(graph.Bytes), graph.Bytes.ToArray())); break;
                case output: _outputs.Add((NameOf(graph.Bytes), graph.Bytes.ToArray())); break;
                case shapes: break;
                case initialiser: NoteShape(graph.Bytes); goto default;
                default: _graph.Bytes(graph.Field, graph.Bytes); break;
            }
        }
    }

    /// <summary>TensorProto: dims (1, one by one or packed) and name (8).</summary>
    private void NoteShape(ReadOnlySpan<byte> message)
    {
        var (name, sizes) = ("", new List<long>());
        var tensor = new ProtoReader(message);
        while (tensor.Next() && sizes.Count < 8)
        {
            name = tensor.Field == 8 ? tensor.Text : name;
            if (tensor.Field == 1 && !tensor.IsBytes)
            {
                sizes.Add((long)tensor.Value);
            }

            var packed = new ProtoNumbers(tensor.Field == 1 ? tensor.Bytes : []);
            while (packed.Next(out var size) && sizes.Count < 8)
            {
                sizes.Add((long)size);
            }
        }

        _shapes[name] = [.. sizes];
    }
}
