using LanguageModels.Graphs;
using LanguageModels.Sessions;
using Microsoft.ML.OnnxRuntime;
using Trainer.Gradients;

namespace Trainer.Tests.Gradients;

/// <summary>Runs a graph on given inputs, in float32 or float64.</summary>
internal sealed class GraphRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ElementType _real;
    private readonly string[] _outputs;

    public GraphRun(GradientGraph graph, params IReadOnlyList<Symbol> outputs)
    {
        OnnxRuntimeLibrary.Load();
        (_real, _outputs) = (graph.Real, [.. outputs.Select(graph.Output)]);
        using var settings = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(graph.ToArray(), settings);
    }

    public double[][] Evaluate(IReadOnlyDictionary<string, Array> inputs)
    {
        using var run = new RunOptions();
        var values = inputs.Where(input => _session.InputMetadata.ContainsKey(input.Key)).ToDictionary(input => input.Key, input => Value(input.Key, input.Value));
        using var results = _session.Run(run, values, _outputs);
        foreach (var value in values.Values)
        {
            value.Dispose();
        }

        return [.. results.Select(Read)];
    }

    public void Dispose() => _session.Dispose();

    private OrtValue Value(string name, Array values)
    {
        var shape = Array.ConvertAll(_session.InputMetadata[name].Dimensions, size => (long)size);
        return values switch
        {
            long[] integers => OrtValue.CreateTensorValueFromMemory(integers, shape),
            double[] reals when _real == ElementType.Double => OrtValue.CreateTensorValueFromMemory(reals, shape),
            double[] reals => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(reals, value => (float)value), shape),
            _ => throw new ArgumentException(values.GetType().Name, nameof(values)),
        };
    }

    private double[] Read(OrtValue value) => _real == ElementType.Double
        ? value.GetTensorDataAsSpan<double>().ToArray()
        : Array.ConvertAll(value.GetTensorDataAsSpan<float>().ToArray(), number => (double)number);
}
