using System.Globalization;
using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>
/// An ONNX graph with reverse-mode differentiation. Building an operation appends its nodes and, where an input needs a gradient,
/// records a rule; <see cref="Backward"/> walks the rules from the last to the first, and each appends the nodes of its gradients.
/// All shapes are known while building. Parameters are inputs of the graph, so one block of memory serves many graphs.
/// </summary>
/// <param name="real">Type of all fractional tensors: float32, or float64 to check rules.</param>
internal sealed class GradientGraph(ElementType real = ElementType.Float)
{
    private readonly OnnxGraph _graph = new();
    private readonly List<(Symbol[] Outputs, GradientRule Rule)> _tape = [];
    private readonly Dictionary<string, Symbol> _constants = [];
    private readonly HashSet<string> _taken = [];
    private int _nodes, _symbols;

    /// <summary>Type of fractional tensors.</summary>
    public ElementType Real => real;

    /// <summary>Nodes so far.</summary>
    public int NodeCount => _nodes;

    /// <summary>An input without a gradient.</summary>
    public Symbol Input(string name, ElementType type, params ReadOnlySpan<long> shape) => Declare(name, type, false, shape);

    /// <summary>An input that may be trained.</summary>
    public Symbol Parameter(string name, bool isTrained, params ReadOnlySpan<long> shape) => Declare(name, real, isTrained, shape);

    /// <summary>Makes a tensor an output.</summary>
    /// <returns>The output's name: the tensor's own, or a copy's where that is taken.</returns>
    public string Output(Symbol tensor)
    {
        if (!_taken.Add(tensor.Name))
        {
            return Output(Node("Identity", tensor.Shape, [tensor]));
        }

        _graph.Output(tensor.Name, tensor.Type, Dimensions(tensor.Shape));
        return tensor.Name;
    }

    /// <summary>A list of integers.</summary>
    public Symbol Integers(params ReadOnlySpan<long> values) => new(_graph.Constant(false, values), [values.Length], ElementType.Int64, false);

    /// <summary>A number without dimensions.</summary>
    public Symbol Number(double value) => Constant("number/" + value.ToString("R", CultureInfo.InvariantCulture), [value]);

    /// <summary>A fractional constant.</summary>
    /// <param name="name">The same name is the same constant.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Its shape.</param>
    public Symbol Constant(string name, ReadOnlySpan<double> values, params ReadOnlySpan<long> shape)
    {
        if (_constants.TryGetValue(name, out var known))
        {
            return known;
        }

        if (real == ElementType.Double)
        {
            _graph.Tensor(name, real, values, shape);
        }
        else
        {
            _graph.Tensor<float>(name, real, Array.ConvertAll(values.ToArray(), value => (float)value), shape);
        }

        return _constants[name] = new Symbol(name, shape.ToArray(), real, false);
    }

    /// <summary>A node without a rule: for rules themselves, and for what no gradient flows through.</summary>
    public Symbol Node(string op, long[] shape, ReadOnlySpan<Symbol?> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Node(op, "", New(shape, inputs[0]!.Type, false), inputs, attributes); // operators without a first input are not used

    /// <summary>A node without a rule, of ONNX Runtime's own operators.</summary>
    public Symbol MicrosoftNode(string op, long[] shape, ReadOnlySpan<Symbol?> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Node(op, OnnxGraph.Microsoft, New(shape, inputs[0]!.Type, false), inputs, attributes);

    /// <summary>A node with one output and a rule, which is kept only where an input needs a gradient.</summary>
    public Symbol Operation(string op, long[] shape, ReadOnlySpan<Symbol> inputs, Action<Symbol, Symbol, GradientFlow> rule, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var output = Node(op, "", New(shape, inputs[0].Type, NeedGradient(inputs)), inputs!, attributes);
        Record([output], (gradients, flow) => rule(gradients[0]!, output, flow)); // one output: a gradient flowed into it
        return output;
    }

    /// <summary>A tensor that a node is about to give; for nodes with several outputs.</summary>
    public Symbol New(long[] shape, ElementType type, bool needsGradient) => new("t" + _symbols++, shape, type, needsGradient);

    /// <summary>A node with several outputs and no rule.</summary>
    public void Nodes(string op, string domain, ReadOnlySpan<Symbol> outputs, ReadOnlySpan<Symbol?> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _nodes++;
        _graph.Nodes(op, Names(outputs!), Names(inputs), domain, attributes);
    }

    /// <summary>Records a rule where an output needs a gradient.</summary>
    public void Record(Symbol[] outputs, GradientRule rule)
    {
        if (outputs.Any(output => output.NeedsGradient))
        {
            _tape.Add((outputs, rule));
        }
    }

    /// <summary>Appends the nodes of all gradients.</summary>
    /// <param name="loss">Where they begin.</param>
    /// <param name="seed">The gradient of <paramref name="loss"/>; null for ones.</param>
    /// <returns>The gradients of everything that has one.</returns>
    public GradientFlow Backward(Symbol loss, Symbol? seed = null)
    {
        var flow = new GradientFlow(this);
        flow.Replace(loss, seed ?? this.Filled(1, loss.Shape));
        for (var i = _tape.Count - 1; i >= 0; i--)
        {
            var gradients = Array.ConvertAll(_tape[i].Outputs, flow.Of);
            if (gradients.Any(gradient => gradient is not null))
            {
                _tape[i].Rule(gradients, flow);
            }
        }

        return flow;
    }

    /// <summary>The bytes of a model file.</summary>
    public byte[] ToArray() => _graph.ToArray();

    /// <summary>Whether any of them needs a gradient.</summary>
    public static bool NeedGradient(params ReadOnlySpan<Symbol> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.NeedsGradient)
            {
                return true;
            }
        }

        return false;
    }

    private Symbol Declare(string name, ElementType type, bool needsGradient, ReadOnlySpan<long> shape)
    {
        _taken.Add(name);
        _graph.Input(name, type, Dimensions(shape));
        return new Symbol(name, shape.ToArray(), type, needsGradient);
    }

    private Symbol Node(string op, string domain, Symbol output, ReadOnlySpan<Symbol?> inputs, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Nodes(op, domain, [output], inputs, attributes);
        return output;
    }

    private static string[] Names(ReadOnlySpan<Symbol?> tensors)
    {
        var names = new string[tensors.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = tensors[i]?.Name ?? "";
        }

        return names;
    }

    private static Dimension[] Dimensions(ReadOnlySpan<long> shape) => Array.ConvertAll(shape.ToArray(), size => (Dimension)size);
}
