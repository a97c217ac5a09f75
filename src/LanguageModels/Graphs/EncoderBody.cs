namespace LanguageModels.Graphs;

/// <summary>The layers of an encoder: attention and feed-forward, each added to its input and normed afterwards.</summary>
internal sealed class EncoderBody
{
    private readonly OnnxGraph _graph;
    private readonly MatrixWriter _matrices;
    private readonly CheckedTensors _tensors;
    private readonly EncoderArchitecture _shape;
    private readonly string _mask;

    /// <summary>Adds what all layers share: the mask in the type that attention takes.</summary>
    public EncoderBody(OnnxGraph graph, MatrixWriter matrices, CheckedTensors tensors, EncoderArchitecture shape)
    {
        (_graph, _matrices, _tensors, _shape) = (graph, matrices, tensors, shape);
        _mask = graph.Node("Cast", "mask", ["attention_mask"], "", ("to", (int)ElementType.Int32));
    }

    /// <summary>Tokens, positions and the segment, normed: [batch, sequence, hidden].</summary>
    public string Embeddings()
    {
        const string name = "embeddings.";
        var words = _matrices.Embed(name + "word_embeddings", "input_ids", _tensors.Matrix(name + "word_embeddings", _shape.Vocabulary, _shape.Hidden), _shape.Vocabulary, _shape.Hidden);
        var table = _graph.Tensor<float>(name + "positions", ElementType.Float, Positions(name), _shape.MaxLength, _shape.Hidden);
        var length = _graph.Node("Slice", name + "length", [_graph.Node("Shape", name + "shape", ["input_ids"]), _graph.Constant(false, 1), _graph.Constant(false, 2)]);
        var positions = _graph.Node("Slice", name + "rows", [table, _graph.Constant(false, 0), length, _graph.Constant(false, 0)]);
        return Norm(name + "LayerNorm", words, positions, null);
    }

    /// <summary>One layer.</summary>
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="hidden">[batch, sequence, hidden]</param>
    public string Layer(int layer, string hidden)
    {
        var name = $"encoder.layer.{layer}.";
        var attended = Product(name + "attention.output.dense", Attention(name + "attention.self.", hidden), _shape.Hidden, _shape.Hidden);
        hidden = Norm(name + "attention.output.LayerNorm", attended, hidden, name + "attention.output.dense");
        var inner = Activation(name + "intermediate.dense", Product(name + "intermediate.dense", hidden, _shape.FeedForward, _shape.Hidden));
        return Norm(name + "output.LayerNorm", Product(name + "output.dense", inner, _shape.Hidden, _shape.FeedForward), hidden, name + "output.dense");
    }

    /// <summary>The segment is the same everywhere, so its vector is added to the positions once and for all.</summary>
    private float[] Positions(string name)
    {
        var table = _tensors.Matrix(name + "position_embeddings", _shape.Positions, _shape.Hidden);
        var segment = _tensors.Matrix(name + "token_type_embeddings", _shape.Segments, _shape.Hidden).AsSpan(0, _shape.Hidden);
        var rows = table.AsSpan(_shape.FirstPosition * _shape.Hidden, _shape.MaxLength * _shape.Hidden).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] += segment[i % _shape.Hidden];
        }

        return rows;
    }

    /// <summary>Query, key and value from one product; their biases are added by the attention.</summary>
    private string Attention(string name, string hidden)
    {
        string[] parts = ["query", "key", "value"];
        float[] weights = [.. parts.SelectMany(part => _tensors.Matrix(name + part, _shape.Hidden, _shape.Hidden))];
        float[] bias = [.. parts.SelectMany(part => _tensors.Read(name + part + ".bias", _shape.Hidden))];
        var product = _matrices.Multiply(name + "packed", hidden, weights, 3 * _shape.Hidden, _shape.Hidden);
        _graph.Nodes("Split", [name + "query", name + "key", name + "value"], [product], "", ("axis", -1), ("num_outputs", 3));
        return _graph.Node("MultiHeadAttention", name + "attention",
            [name + "query", name + "key", name + "value", _graph.Tensor<float>(name + "packed.bias", ElementType.Float, bias, bias.Length), _mask],
            OnnxGraph.Microsoft, ("num_heads", _shape.Heads));
    }

    private string Product(string name, string input, int rows, int columns) => _matrices.Multiply(name, input, _tensors.Matrix(name, rows, columns), rows, columns);

    private string Activation(string name, string product) =>
        _graph.Node(_shape.IsGeluApproximate ? "FastGelu" : "BiasGelu", name + "/gelu", [product, Vector(name + ".bias", _shape.FeedForward)], OnnxGraph.Microsoft);

    /// <summary>Layer norm of branch, residual and the branch's bias together.</summary>
    private string Norm(string name, string branch, string residual, string? biased)
    {
        string[] inputs = [branch, residual, Vector(name + ".weight", _shape.Hidden), Vector(name + ".bias", _shape.Hidden), .. biased is null ? [] : new[] { Vector(biased + ".bias", _shape.Hidden) }];
        return _graph.Node("SkipLayerNormalization", name, inputs, OnnxGraph.Microsoft, ("epsilon", _shape.NormEpsilon));
    }

    private string Vector(string name, int size) => _graph.Tensor<float>(name, ElementType.Float, _tensors.Read(name, size), size);
}
