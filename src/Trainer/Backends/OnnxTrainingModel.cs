using LanguageModels.Graphs;
using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>A decoder whose steps are ONNX graphs.</summary>
internal sealed class OnnxTrainingModel : ITrainingModel
{
    private const int HeadElements = 1 << 21;

    private static readonly TokenLoss _labels = new TokenLoss.Hard();

    private readonly DecoderArchitecture _architecture;
    private readonly TrainingOptions _options;
    private readonly TensorValues _values;
    private readonly ShapeCache<DecoderKey> _sessions;
    private readonly Dictionary<string, ParameterShape> _shapes;

    public OnnxTrainingModel(DecoderArchitecture architecture, TrainingOptions options, ParameterSet parameters)
    {
        (_architecture, _options, Parameters) = (architecture, options, parameters);
        _shapes = parameters.All.ToDictionary(parameter => parameter.Name, parameter => new ParameterShape([.. parameter.Shape], parameter.IsTrained));
        _values = new TensorValues(parameters);
        _sessions = new ShapeCache<DecoderKey>(_values, options, Build);
    }

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    private int HeadRows => _options.HeadRows ?? Math.Clamp(HeadElements / _architecture.Vocabulary, 128, 1024);

    /// <inheritdoc/>
    public BatchLoss Accumulate(TokenBatch batch, double scale)
    {
        var key = Key(batch, DecoderKey.Use.Training, LossOf(batch.Soft));
        var session = _sessions.Get(key);
        BatchInputs.FillTokens(session, batch, key.Columns);
        BatchInputs.FillTargets(session, batch, key.Columns, (float)scale);
        BatchInputs.FillTeacher(session, batch, key.Columns, _architecture.Vocabulary);
        session.Run();
        return BatchInputs.Sum(session, batch, key.Columns);
    }

    /// <inheritdoc/>
    public BatchLoss Score(TokenBatch batch, Span<float> tokenLogProbabilities)
    {
        var key = Key(batch, DecoderKey.Use.Scoring, null);
        var session = _sessions.Get(key);
        BatchInputs.FillTokens(session, batch, key.Columns);
        BatchInputs.FillLabels(session, batch, key.Columns);
        session.Run();
        return BatchInputs.Read(session, batch, key.Columns, tokenLogProbabilities);
    }

    /// <inheritdoc/>
    public void Logits(TokenBatch batch, Span<float> logits)
    {
        var key = Key(batch, DecoderKey.Use.Logits, null);
        var session = _sessions.Get(key);
        BatchInputs.FillTokens(session, batch, key.Columns);
        session.Run();
        var width = batch.Columns * _architecture.Vocabulary;
        for (var row = 0; row < batch.Rows; row++)
        {
            session.Output.AsSpan(row * key.Columns * _architecture.Vocabulary, width).CopyTo(logits.Slice(row * width, width));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sessions.Dispose();
        _values.Dispose();
        Parameters.Dispose();
    }

    private DecoderKey Key(TokenBatch batch, DecoderKey.Use purpose, TokenLoss? loss)
    {
        var step = _options.ColumnStep;
        return new DecoderKey(batch.Rows, (batch.Columns + step - 1) / step * step, batch.Documents is not null, purpose, loss);
    }

    private StepGraph Build(DecoderKey key)
    {
        var plan = new DecoderPlan(_architecture, key.Rows, key.Columns, key.IsPacked, _options.AttentionBlock, _options.Lora?.Scale ?? 0);
        return key.Purpose switch
        {
            DecoderKey.Use.Training => DecoderGraphs.Training(plan, _shapes, key.Loss!, HeadRows), // a training key has a loss
            DecoderKey.Use.Scoring => DecoderGraphs.Scoring(plan, _shapes, HeadRows),
            _ => DecoderGraphs.Logits(plan, _shapes),
        };
    }

    private static TokenLoss LossOf(SoftTargets? soft) => soft switch
    {
        null => _labels,
        SoftTargets.Top top => new TokenLoss.Top(top.Count, top.HasRest, top.Temperature, top.Share),
        SoftTargets.Full full => new TokenLoss.Full(full.Temperature, full.Share),
        _ => throw new ArgumentException($"Targets of the kind {soft.GetType().Name} are not known.", nameof(soft)),
    };
}
