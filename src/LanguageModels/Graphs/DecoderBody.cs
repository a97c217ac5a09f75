namespace LanguageModels.Graphs;

/// <summary>The layers of a decoder: norm, attention, norm, gated feed-forward, each added to the residual stream.</summary>
internal sealed class DecoderBody
{
    private readonly OnnxGraph _graph;
    private readonly MatrixWriter _matrices;
    private readonly DecoderTensors _tensors;
    private readonly DecoderArchitecture _shape;
    private readonly int _headSize;

    /// <summary>Adds what all layers share: lengths from the mask, and the rotary tables.</summary>
    public DecoderBody(OnnxGraph graph, MatrixWriter matrices, DecoderTensors tensors, DecoderArchitecture shape)
    {
        (_graph, _matrices, _tensors, _shape) = (graph, matrices, tensors, shape);
        AddLengths();
        _headSize = HeadPadding.Padded(shape.HeadSize);
        var (cos, sin) = RotaryTable.Make(shape.RopeTheta, shape.HeadSize, _headSize, shape.ContextLength, shape.RopeScaling);
        graph.Tensor<float>("cos_cache", ElementType.Float, cos, shape.ContextLength, _headSize / 2);
        graph.Tensor<float>("sin_cache", ElementType.Float, sin, shape.ContextLength, _headSize / 2);
    }

    /// <summary>One layer.</summary>
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="residual">[batch, sequence, hidden]</param>
    /// <param name="branch">What is still to be added to it; empty for nothing.</param>
    /// <returns>The same after the layer.</returns>
    public (string Residual, string Branch) Layer(int layer, string residual, string branch)
    {
        var name = $"model.layers.{layer}.";
        (var input, residual) = Norm(name + "input_layernorm", residual, branch);
        var attended = Attention(layer, name + "self_attn.", input);
        (input, residual) = Norm(name + "post_attention_layernorm", residual, attended);
        return (residual, FeedForward(layer, name + "mlp.", input));
    }

    /// <summary>RMS norm of residual plus branch.</summary>
    public (string Normalised, string Sum) Norm(string name, string residual, string branch)
    {
        var weight = _graph.Tensor<float>(name + ".weight", ElementType.Float, _tensors.Read(name + ".weight", _shape.Hidden), _shape.Hidden);
        if (branch.Length == 0)
        {
            return (SimpleNorm(name, residual, weight), residual);
        }

        _graph.Nodes("SkipSimplifiedLayerNormalization", [name, "", "", name + "/sum"], [residual, branch, weight], OnnxGraph.Microsoft, ("epsilon", _shape.NormEpsilon));
        return (name, name + "/sum");
    }

    private string SimpleNorm(string name, string input, string weight) =>
        _graph.Node("SimplifiedLayerNormalization", name, [input, weight], "", ("axis", -1), ("epsilon", _shape.NormEpsilon), ("stash_type", 1));

    /// <summary>The mask's row sums less one are the index of the last key; its width is the length of the longest row.</summary>
    private void AddLengths()
    {
        var one = _graph.Constant(false, 1);
        _graph.Node("Sub", "lengths/last", [_graph.Node("ReduceSum", "lengths/sum", ["attention_mask", one], "", ("keepdims", 0)), one]);
        _graph.Node("Cast", "seqlens_k", ["lengths/last"], "", ("to", (int)ElementType.Int32));
        _graph.Node("Gather", "lengths/width", [_graph.Node("Shape", "lengths/shape", ["attention_mask"]), _graph.Constant(true, 1)], "", ("axis", 0));
        _graph.Node("Cast", "total_sequence_length", ["lengths/width"], "", ("to", (int)ElementType.Int32));
    }

    private string Attention(int layer, string name, string input)
    {
        string[] queryKeyValue = _tensors.Has(name + "q_norm.weight") ? Normed(layer, name, input) : [Packed(layer, name, input), "", ""];
        var hasRope = !_shape.LayersWithoutRope.Contains(layer);
        string[] inputs = [.. queryKeyValue, $"past_key_values.{layer}.key", $"past_key_values.{layer}.value", "seqlens_k", "total_sequence_length", .. hasRope ? new[] { "cos_cache", "sin_cache" } : []];
        _graph.Nodes("GroupQueryAttention", [name + "attention", $"present.{layer}.key", $"present.{layer}.value"], inputs, OnnxGraph.Microsoft,
            ("num_heads", _shape.Heads), ("kv_num_heads", _shape.KeyValueHeads), ("scale", 1 / MathF.Sqrt(_shape.HeadSize)),
            ("do_rotary", hasRope ? 1 : 0), ("rotary_interleaved", 0), ("local_window_size", _shape.WindowOf(layer) ?? -1));
        return _matrices.Multiply(name + "o_proj", name + "attention", _tensors.FromHeads(name + "o_proj"), _shape.Hidden, _shape.Heads * _headSize, _tensors.Bias(name + "o_proj", _shape.Hidden));
    }

    /// <summary>Query, key and value from one product, which reads the input once.</summary>
    private string Packed(int layer, string name, string input)
    {
        var query = _tensors.ToHeads(name + "q_proj", _shape.Heads);
        var key = _tensors.ToHeads(name + "k_proj", _shape.KeyValueHeads);
        var value = _tensors.ToHeads(name + "v_proj", _shape.KeyValueHeads);
        float[]? bias = (query.Bias ?? key.Bias ?? value.Bias) is null ? null : [.. Bias(query, _shape.Heads), .. Bias(key, _shape.KeyValueHeads), .. Bias(value, _shape.KeyValueHeads)];
        return _matrices.Multiply(name + "qkv_proj", input, [.. query.Weights, .. key.Weights, .. value.Weights], (_shape.Heads + 2 * _shape.KeyValueHeads) * _headSize, _shape.Hidden, bias, IsSensitive(layer));

        float[] Bias((float[] Weights, float[]? Bias) part, int heads) => part.Bias ?? new float[heads * _headSize]; // any of the three may have one
    }

    /// <summary>Qwen3: query and key are normed head by head before the rotary embedding.</summary>
    private string[] Normed(int layer, string name, string input)
    {
        if (_headSize != _shape.HeadSize)
        {
            throw new InvalidDataException($"Heads of {_shape.HeadSize} with norms of their own are not computed; the size must be a multiple of 16.");
        }

        return [Part("q_proj", _shape.Heads, "q_norm"), Part("k_proj", _shape.KeyValueHeads, "k_norm"), Part("v_proj", _shape.KeyValueHeads, null)];

        string Part(string projection, int heads, string? norm)
        {
            var (weights, bias) = _tensors.ToHeads(name + projection, heads);
            var product = _matrices.Multiply(name + projection, input, weights, heads * _headSize, _shape.Hidden, bias, norm is null && IsSensitive(layer));
            return norm is null ? product : NormHeads(name + norm, product, heads);
        }
    }

    private string NormHeads(string name, string input, int heads)
    {
        var parted = _graph.Node("Reshape", name + "/heads", [input, _graph.Constant(false, 0, 0, heads, _headSize)]);
        var weight = _graph.Tensor<float>(name + ".weight", ElementType.Float, _tensors.Read(name + ".weight", _headSize), _headSize);
        return _graph.Node("Reshape", name + "/flat", [SimpleNorm(name, parted, weight), _graph.Constant(false, 0, 0, heads * _headSize)]);
    }

    /// <summary>down(silu(gate x) * up x)</summary>
    private string FeedForward(int layer, string name, string input)
    {
        var gate = Projection("gate_proj", _shape.FeedForward, _shape.Hidden, input, false);
        var up = Projection("up_proj", _shape.FeedForward, _shape.Hidden, input, false);
        var silu = _graph.Node("Mul", name + "silu", [gate, _graph.Node("Sigmoid", name + "sigmoid", [gate])]);
        var product = _graph.Node("Mul", name + "gated", [silu, up]);
        return Projection("down_proj", _shape.Hidden, _shape.FeedForward, product, IsSensitive(layer));

        string Projection(string projection, int rows, int columns, string from, bool isSensitive) =>
            _matrices.Multiply(name + projection, from, _tensors.Matrix(name + projection, rows, columns), rows, columns, _tensors.Bias(name + projection, rows), isSensitive);
    }

    /// <summary>The first and last eighth of the layers and every third between (the choice of llama.cpp's K-quant mixtures).</summary>
    private bool IsSensitive(int layer) => layer < _shape.Layers / 8 || layer >= 7 * _shape.Layers / 8 || (layer - _shape.Layers / 8) % 3 == 2;
}
