using LanguageModels.Sessions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>A graph ready to run: parameters and gradients in place, inputs and the result in arrays of its own.</summary>
internal sealed class StepSession : IDisposable
{
    private readonly StepGraph _graph;
    private readonly TensorValues _values;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly List<OrtValue> _own = [];
    private readonly Dictionary<string, OrtValue> _inputs = [];
    private readonly Dictionary<string, Array> _arrays = [];
    private readonly Dictionary<AlignedBuffer, OrtIoBinding> _bindings = [];
    private readonly Parameter[] _untouched;
    private readonly OrtValue _outputValue;
    private OrtIoBinding? _lookingBinding;

    public StepSession(StepGraph graph, TensorValues values, TrainingOptions options)
    {
        OnnxRuntimeLibrary.Load();
        (_graph, _values) = (graph, values);
        using var settings = Settings(options);
        _session = new InferenceSession(graph.Model, settings);
        _untouched = [.. values.Parameters.Trained.Where(parameter => !graph.Gradients.ContainsKey(parameter.Name))];
        foreach (var (name, input) in _session.InputMetadata.Where(input => !graph.Parameters.Contains(input.Key)))
        {
            Allocate(name, input);
        }

        Output = new float[graph.OutputShape.Aggregate(1L, (product, size) => product * size)];
        _own.Add(_outputValue = OrtValue.CreateTensorValueFromMemory(Output, graph.OutputShape));
    }

    /// <summary>Whole numbers of an input.</summary>
    public long[] Integers(string name) => (long[])_arrays[name];

    /// <summary>Fractional numbers of an input.</summary>
    public float[] Reals(string name) => (float[])_arrays[name];

    /// <summary>What the last run gave.</summary>
    public float[] Output { get; }

    /// <summary>Computes the result and, in a graph that has them, adds the gradients to those of the parameters.</summary>
    public void Run()
    {
        if (_graph.Gradients.Count == 0)
        {
            _session.RunWithBinding(_run, _lookingBinding ??= Bind(null));
            return;
        }

        var block = _values.Parameters.NextGradients;
        if (!_bindings.TryGetValue(block, out var binding))
        {
            _bindings.Add(block, binding = Bind(block));
        }

        _session.RunWithBinding(_run, binding);
        foreach (var parameter in _untouched)
        {
            block.Slice(parameter.Offset, parameter.Count).Clear();
        }

        _values.Parameters.AddWritten();
    }

    public void Dispose()
    {
        _lookingBinding?.Dispose();
        foreach (var binding in _bindings.Values)
        {
            binding.Dispose();
        }

        _session.Dispose();
        _own.ForEach(value => value.Dispose());
        _run.Dispose();
    }

    /// <summary>
    /// No optimisation: the graph is already what should run, and sessions open fastest. No memory pattern: it plans one block and
    /// keeps the arena's chunks beside it, which doubles the peak. The arena stays: without it a step takes 1.45 times as long.
    /// </summary>
    private static SessionOptions Settings(TrainingOptions options)
    {
        var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            EnableMemoryPattern = false,
            EnableCpuMemArena = true,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", options.IsSpinning ? "1" : "0");
        return settings;
    }

    private void Allocate(string name, NodeMetadata input)
    {
        var shape = Array.ConvertAll(input.Dimensions, size => (long)size);
        var count = shape.Aggregate(1L, (product, size) => product * size);
        var isInteger = input.ElementDataType == TensorElementType.Int64;
        Array array = isInteger ? new long[count] : new float[count];
        var value = isInteger ? OrtValue.CreateTensorValueFromMemory((long[])array, shape) : OrtValue.CreateTensorValueFromMemory((float[])array, shape);
        _arrays.Add(name, array);
        _inputs.Add(name, value);
        _own.Add(value);
    }

    private OrtIoBinding Bind(AlignedBuffer? gradients)
    {
        var binding = _session.CreateIoBinding();
        foreach (var (name, value) in _inputs)
        {
            binding.BindInput(name, value);
        }

        foreach (var name in _graph.Parameters)
        {
            binding.BindInput(name, _values.Of(name));
        }

        binding.BindOutput(_graph.Output, _outputValue);
        foreach (var (name, output) in _graph.Gradients)
        {
            binding.BindOutput(output, _values.Of(gradients!, _values.Parameters[name])); // a graph with gradients is bound with a block
        }

        return binding;
    }
}
