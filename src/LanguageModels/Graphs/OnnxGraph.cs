using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LanguageModels.Graphs;

/// <summary>
/// A graph that is being built, in the encoding of onnx.proto (IR version 10, operators of version 21 and ONNX Runtime's own).
/// Small tensors go into the graph's own file, large ones into the external data, if there is any. A <see cref="Fork"/> shares
/// what was built so far, so that two graphs can share their weights.
/// </summary>
public sealed class OnnxGraph
{
    /// <summary>Domain of ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

    private const int SmallTensor = 1024;
    private const int IrVersion = 10, Opset = 21;

    private readonly ExternalData? _data;
    private readonly ProtoWriter _nodes = new(), _initialisers = new(), _inputs = new(), _outputs = new();
    private readonly Dictionary<string, string> _constants = [];

    /// <summary>A graph that holds all its tensors itself.</summary>
    public OnnxGraph()
    {
    }

    /// <summary>A graph whose large tensors lie beside it.</summary>
    internal OnnxGraph(ExternalData? data) => _data = data;

    /// <summary>A copy that grows on its own from here.</summary>
    public OnnxGraph Fork()
    {
        var fork = new OnnxGraph(_data);
        fork._nodes.Append(_nodes);
        fork._initialisers.Append(_initialisers);
        fork._inputs.Append(_inputs);
        fork._outputs.Append(_outputs);
        foreach (var (key, name) in _constants)
        {
            fork._constants.Add(key, name);
        }

        return fork;
    }

    /// <summary>Declares an input.</summary>
    public void Input(string name, ElementType type, params ReadOnlySpan<Dimension> shape) => _inputs.Message(11, OnnxMessage.Value(name, type, shape));

    /// <summary>Declares the result of a node as an output of the graph.</summary>
    public void Output(string name, ElementType type, params ReadOnlySpan<Dimension> shape) => _outputs.Message(12, OnnxMessage.Value(name, type, shape));

    /// <summary>A named tensor.</summary>
    public string Tensor<T>(string name, ElementType type, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        var tensor = new ProtoWriter();
        foreach (var dimension in shape)
        {
            tensor.Integer(1, dimension);
        }

        tensor.Integer(2, (int)type).Text(8, name);
        var bytes = values.Length * Unsafe.SizeOf<T>();
        if (_data is null || bytes < SmallTensor)
        {
            tensor.Bytes(9, MemoryMarshal.AsBytes(values));
        }
        else
        {
            Reference(tensor, _data.Append(values), bytes);
        }

        _initialisers.Message(5, tensor);
        return name;
    }

    /// <summary>An int64 constant, made once per value: a scalar, or a list of one dimension.</summary>
    public string Constant(bool isScalar, params ReadOnlySpan<long> values)
    {
        var key = $"{(isScalar ? "scalar" : "list")}/{string.Join(",", values.ToArray())}";
        if (_constants.TryGetValue(key, out var known))
        {
            return known;
        }

        var name = "constants/" + key;
        _constants.Add(key, name);
        return isScalar ? Tensor(name, ElementType.Int64, values) : Tensor(name, ElementType.Int64, values, values.Length);
    }

    /// <summary>A node with one output, whose name is returned.</summary>
    public string Node(string op, string output, ReadOnlySpan<string> inputs, string domain = "", params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Nodes(op, [output], inputs, domain, attributes);
        return output;
    }

    /// <summary>A node; empty names stand for inputs and outputs that are left out.</summary>
    public void Nodes(string op, ReadOnlySpan<string> outputs, ReadOnlySpan<string> inputs, string domain = "", params ReadOnlySpan<(string Name, object Value)> attributes) =>
        _nodes.Message(1, OnnxMessage.Node(op, outputs, inputs, domain, attributes));

    /// <summary>Writes the graph as a model file.</summary>
    public void Save(string path) => File.WriteAllBytes(path, Model().Written);

    /// <summary>The bytes of a model file.</summary>
    public byte[] ToArray() => Model().Written.ToArray();

    private ProtoWriter Model()
    {
        var graph = new ProtoWriter().Append(_nodes).Text(2, "main_graph").Append(_initialisers).Append(_inputs).Append(_outputs);
        return new ProtoWriter().Integer(1, IrVersion).Text(2, "gateway").Message(7, graph)
            .Message(8, new ProtoWriter().Text(1, "").Integer(2, Opset))
            .Message(8, new ProtoWriter().Text(1, Microsoft).Integer(2, 1));
    }

    private static void Reference(ProtoWriter tensor, long offset, long length)
    {
        Entry("location", ExternalData.FileName);
        Entry("offset", offset.ToString(CultureInfo.InvariantCulture));
        Entry("length", length.ToString(CultureInfo.InvariantCulture));
        tensor.Integer(14, 1);

        void Entry(string key, string value) => tensor.Message(13, new ProtoWriter().Text(1, key).Text(2, value));
    }
}
