using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>An encoder of the BERT family from tokens to the last norm, by the names of <c>BertModel</c>.</summary>
internal sealed class EncoderLayers
{
    /// <summary>Input: int64 [texts x columns].</summary>
    public const string Tokens = "tokens";

    /// <summary>Input: int64 [texts x columns].</summary>
    public const string Segments = "segments";

    /// <summary>Input: [texts, 1, 1, columns], 0 where there is a token and a large negative number where there is none.</summary>
    public const string Mask = "mask";

    /// <summary>Input: [texts, 1, columns], the share of each token in the text's vector.</summary>
    public const string Shares = "shares";

    private readonly GradientGraph _graph;
    private readonly ParameterInputs _parameters;
    private readonly EncoderArchitecture _shape;
    private readonly long _texts, _columns;

    /// <summary>Declares the mask.</summary>
    public EncoderLayers(GradientGraph graph, ParameterInputs parameters, EncoderArchitecture shape, int texts, int columns)
    {
        (_graph, _parameters, _shape, _texts, _columns) = (graph, parameters, shape, texts, columns);
        MaskInput = graph.Input(Mask, graph.Real, texts, 1, 1, columns);
    }

    /// <summary>The input <see cref="Mask"/>.</summary>
    public Symbol MaskInput { get; }

    /// <summary>The normed output of the last layer, [texts x columns, hidden].</summary>
    public Symbol Hidden()
    {
        var hidden = Embedded();
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            hidden = Layer($"encoder.layer.{layer}.", hidden);
        }

        return hidden;
    }

    /// <summary>The vectors of the texts before normalisation, [texts, hidden].</summary>
    public Symbol Vectors()
    {
        var hidden = _graph.Reshape(Hidden(), _texts, _columns, _shape.Hidden);
        var shares = _graph.Input(Shares, _graph.Real, _texts, 1, _columns);
        return _graph.Reshape(_graph.MatMul(shares, hidden), _texts, _shape.Hidden);
    }

    /// <summary>Vectors scaled to length 1; a vector of zeros stays one.</summary>
    public static Symbol Normalised(GradientGraph graph, Symbol vectors)
    {
        var squares = graph.Add(graph.Sum(graph.Multiply(vectors, vectors), -1), graph.Number(1e-24));
        return graph.Divide(vectors, graph.Sqrt(squares));
    }

    /// <summary>Tokens, positions and segments, normed.</summary>
    private Symbol Embedded()
    {
        const string name = "embeddings.";
        var words = _graph.Rows(_parameters[name + "word_embeddings.weight"], _graph.Input(Tokens, ElementType.Int64, _texts * _columns), _shape.PadToken);
        var segments = _graph.Rows(_parameters[name + "token_type_embeddings.weight"], _graph.Input(Segments, ElementType.Int64, _texts * _columns));
        long[] places = [.. Enumerable.Range(_shape.FirstPosition, (int)_columns).Select(place => (long)place)];
        var positions = _graph.Rows(_parameters[name + "position_embeddings.weight"], _graph.Integers(places));
        var sum = _graph.Add(_graph.Reshape(_graph.Add(words, segments), _texts, _columns, _shape.Hidden), positions);
        return Norm(name + "LayerNorm", _graph.Reshape(sum, _texts * _columns, _shape.Hidden));
    }

    private Symbol Layer(string name, Symbol hidden)
    {
        var attended = Dense(name + "attention.output.dense", SelfAttention(name + "attention.self.", hidden));
        hidden = Norm(name + "attention.output.LayerNorm", _graph.Add(attended, hidden));
        var inner = Dense(name + "intermediate.dense", hidden);
        inner = _shape.IsGeluApproximate ? _graph.GeluTanh(inner) : _graph.Gelu(inner);
        return Norm(name + "output.LayerNorm", _graph.Add(Dense(name + "output.dense", inner), hidden));
    }

    private Symbol SelfAttention(string name, Symbol hidden)
    {
        var mixed = _graph.Attend(Heads(name + "query"), Heads(name + "key"), Heads(name + "value"), MaskInput);
        return _graph.Reshape(_graph.Transpose(mixed, 0, 2, 1, 3), _texts * _columns, _shape.Hidden);

        Symbol Heads(string part) =>
            _graph.Transpose(_graph.Reshape(Dense(part, hidden), _texts, _columns, _shape.Heads, _shape.Hidden / _shape.Heads), 0, 2, 1, 3);
    }

    private Symbol Dense(string name, Symbol x) => _graph.Linear(x, _parameters[name + ".weight"], _parameters[name + ".bias"]);

    private Symbol Norm(string name, Symbol x) => _graph.LayerNorm(x, _parameters[name + ".weight"], _parameters[name + ".bias"], _shape.NormEpsilon);
}
