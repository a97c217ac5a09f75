using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>A decoder of the Llama family from tokens to the last norm, by the names of Hugging Face's checkpoints.</summary>
internal sealed class DecoderLayers
{
    /// <summary>Input: int64 [rows, columns].</summary>
    public const string Tokens = "tokens";

    /// <summary>Input of packed batches: number of the document of each token, int64 [rows, columns].</summary>
    public const string Documents = "documents";

    /// <summary>Input of packed batches: position in the document, int64 [rows, columns].</summary>
    public const string Positions = "positions";

    /// <summary>The embedding, which may also be the output matrix.</summary>
    public const string Embedding = "model.embed_tokens.weight";

    /// <summary>The output matrix where it is not the embedding.</summary>
    public const string Head = "lm_head.weight";

    private readonly GradientGraph _graph;
    private readonly ParameterInputs _parameters;
    private readonly DecoderPlan _plan;
    private readonly DecoderArchitecture _shape;
    private readonly Rotary _rotary;
    private readonly CausalMask _mask;

    /// <summary>Declares the inputs.</summary>
    public DecoderLayers(GradientGraph graph, ParameterInputs parameters, DecoderPlan plan)
    {
        (_graph, _parameters, _plan, _shape) = (graph, parameters, plan, plan.Architecture);
        var documents = plan.IsPacked ? graph.Input(Documents, ElementType.Int64, plan.Rows, plan.Columns) : null;
        var positions = plan.IsPacked ? graph.Input(Positions, ElementType.Int64, plan.Rows, plan.Columns) : graph.Integers(0);
        _rotary = Table(graph, _shape, plan.Columns, positions);
        _mask = new CausalMask(graph, _shape.SlidingWindow, documents);
    }

    private long Count => (long)_plan.Rows * _plan.Columns;

    /// <summary>The normed output of the last layer, [rows x columns, hidden].</summary>
    public Symbol Hidden()
    {
        var tokens = _graph.Input(Tokens, ElementType.Int64, Count);
        var residual = _graph.Rows(_parameters[Embedding], tokens, _shape.PadToken);
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            residual = Layer(layer, residual);
        }

        return Norm("model.norm", residual);
    }

    /// <summary>The output matrix, [vocabulary, hidden].</summary>
    public Symbol OutputMatrix => _parameters[_shape.IsTied ? Embedding : Head];

    private Symbol Layer(int layer, Symbol residual)
    {
        var name = $"model.layers.{layer}.";
        var attended = SelfAttention(layer, name + "self_attn.", Norm(name + "input_layernorm", residual));
        residual = _graph.Add(residual, attended);
        return _graph.Add(residual, FeedForward(name + "mlp.", Norm(name + "post_attention_layernorm", residual)));
    }

    private Symbol SelfAttention(int layer, string name, Symbol input)
    {
        var hasRope = !_shape.LayersWithoutRope.Contains(layer);
        var query = Heads(Turned(NormedHeads(Projection(name + "q_proj", input), name + "q_norm", _shape.Heads), _shape.Heads, hasRope), _shape.Heads);
        var key = Heads(Turned(NormedHeads(Projection(name + "k_proj", input), name + "k_norm", _shape.KeyValueHeads), _shape.KeyValueHeads, hasRope), _shape.KeyValueHeads);
        var value = Heads(Projection(name + "v_proj", input), _shape.KeyValueHeads);
        var mixed = _graph.AttendCausally(query, key, value, _plan.AttentionBlock, _mask.For);
        var rows = _graph.Reshape(_graph.Transpose(mixed, 0, 2, 1, 3), Count, (long)_shape.Heads * _shape.HeadSize);
        return Projection(name + "o_proj", rows);
    }

    /// <summary>down(silu(gate x) up x)</summary>
    private Symbol FeedForward(string name, Symbol input) =>
        Projection(name + "down_proj", _graph.SwiGlu(Projection(name + "gate_proj", input), Projection(name + "up_proj", input)));

    /// <summary>x W^T, with the bias and the adapter that there may be.</summary>
    private Symbol Projection(string name, Symbol input)
    {
        var product = _graph.Linear(input, _parameters[name + ".weight"], _parameters.Find(name + ".bias"));
        return _parameters.Find(name + ".lora_A.weight") is { } first
            ? _graph.AddLowRank(product, input, first, _parameters[name + ".lora_B.weight"], _plan.LoraScale)
            : product;
    }

    private Symbol Norm(string name, Symbol x) => _graph.RmsNorm(x, _parameters[name + ".weight"], _shape.NormEpsilon);

    /// <summary>Qwen3: queries and keys are normed head by head.</summary>
    private Symbol NormedHeads(Symbol x, string name, long heads)
    {
        if (_parameters.Find(name + ".weight") is not { } weight)
        {
            return x;
        }

        var byHead = _graph.Reshape(x, Count * heads, _shape.HeadSize);
        return _graph.Reshape(_graph.RmsNorm(byHead, weight, _shape.NormEpsilon), x.Shape);
    }

    private Symbol Turned(Symbol x, long heads, bool hasRope) =>
        hasRope ? _rotary.Turn(_graph, _graph.Reshape(x, _plan.Rows, _plan.Columns, heads * _shape.HeadSize)) : x;

    /// <summary>[rows, heads, columns, size]</summary>
    private Symbol Heads(Symbol x, long heads) =>
        _graph.Transpose(_graph.Reshape(x, _plan.Rows, _plan.Columns, heads, _shape.HeadSize), 0, 2, 1, 3);

    private static Rotary Table(GradientGraph graph, DecoderArchitecture shape, int positions, Symbol places)
    {
        var (cos, sin) = RotaryTable.Make(shape.RopeTheta, shape.HeadSize, shape.HeadSize, positions, shape.RopeScaling);
        return new Rotary(Constant("rotary/cos", cos, 1), Constant("rotary/sin", sin, 1), Constant("rotary/negative_sin", sin, -1), places);

        Symbol Constant(string name, float[] table, double sign) =>
            graph.Constant(name, Array.ConvertAll(table, value => sign * value), positions, shape.HeadSize / 2);
    }
}
