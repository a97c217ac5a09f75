using LanguageModels.Graphs;
using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>An encoder whose steps are ONNX graphs.</summary>
internal sealed class OnnxEncoderModel : IEncoderTrainingModel
{
    private readonly EncoderArchitecture _architecture;
    private readonly TrainingOptions _options;
    private readonly TensorValues _values;
    private readonly ShapeCache<EncoderKey> _sessions;
    private readonly Dictionary<string, ParameterShape> _shapes;

    public OnnxEncoderModel(EncoderArchitecture architecture, TrainingOptions options, ParameterSet parameters)
    {
        (_architecture, _options, Parameters) = (architecture, options, parameters);
        _shapes = parameters.All.ToDictionary(parameter => parameter.Name, parameter => new ParameterShape([.. parameter.Shape], parameter.IsTrained));
        _values = new TensorValues(parameters);
        _sessions = new ShapeCache<EncoderKey>(_values, options, Build);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public BatchLoss AccumulatePairs(TextBatch left, TextBatch right, ContrastiveLoss loss, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Rows, left.Rows);
        var key = new EncoderKey(left.Rows, Padded(Math.Max(left.Columns, right.Columns)), EncoderKey.Use.Pairs, loss);
        var session = _sessions.Get(key);
        TextInputs.Fill(session, left, key.Columns, 0, _architecture.Pooling);
        TextInputs.Fill(session, right, key.Columns, left.Rows, _architecture.Pooling);
        return Run(session, left.Rows, scale);
    }

    /// <inheritdoc/>
    public BatchLoss AccumulateSpans(TextBatch texts, ReadOnlySpan<(int Start, int End)> spans, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(spans.Length, texts.Rows);
        var key = new EncoderKey(texts.Rows, Padded(texts.Columns), EncoderKey.Use.Spans, default);
        var session = _sessions.Get(key);
        TextInputs.Fill(session, texts, key.Columns, 0, null);
        var (starts, ends) = (session.Integers(EncoderGraphs.Starts), session.Integers(EncoderGraphs.Ends));
        for (var i = 0; i < spans.Length; i++)
        {
            (starts[i], ends[i]) = spans[i];
        }

        return Run(session, texts.Rows, scale);
    }

    /// <inheritdoc/>
    public void Embed(TextBatch texts, Span<float> vectors)
    {
        var key = new EncoderKey(texts.Rows, Padded(texts.Columns), EncoderKey.Use.Vectors, default);
        var session = _sessions.Get(key);
        TextInputs.Fill(session, texts, key.Columns, 0, _architecture.Pooling);
        session.Run();
        session.Output.CopyTo(vectors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sessions.Dispose();
        _values.Dispose();
        Parameters.Dispose();
    }

    private static BatchLoss Run(StepSession session, int count, double scale)
    {
        Array.Fill(session.Reals(EncoderGraphs.Weights), (float)(scale / count));
        session.Run();
        var sum = 0.0;
        foreach (var loss in session.Output)
        {
            sum += loss;
        }

        return new BatchLoss(sum, count);
    }

    /// <summary>As many columns as the positions allow, in steps.</summary>
    private int Padded(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, _architecture.MaxLength);
        return Math.Min((columns + _options.ColumnStep - 1) / _options.ColumnStep * _options.ColumnStep, _architecture.MaxLength);
    }

    private StepGraph Build(EncoderKey key) => key.Purpose switch
    {
        EncoderKey.Use.Pairs => EncoderGraphs.Pairs(_architecture, _shapes, key.Rows, key.Columns, key.Pairs.Temperature, key.Pairs.IsSymmetric),
        EncoderKey.Use.Spans => EncoderGraphs.Spans(_architecture, _shapes, key.Rows, key.Columns),
        _ => EncoderGraphs.Vectors(_architecture, _shapes, key.Rows, key.Columns),
    };
}
