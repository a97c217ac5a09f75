using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Trainer.Backends;

/// <summary>
/// All tensors of a model in one aligned native block of float32, and the gradients of the trained ones in another. Trained
/// tensors come first, each at a multiple of 16 elements, so that an optimiser can pass over [0, <see cref="TrainedLength"/>) at
/// once; the gaps hold zeros. Not thread-safe.
/// </summary>
public sealed class ParameterSet : IDisposable
{
    private const int Alignment = 16;

    private readonly FrozenDictionary<string, Parameter> _byName;
    private readonly AlignedBuffer _values, _gradients;
    private AlignedBuffer? _spare;

    /// <summary>Zeros.</summary>
    /// <param name="tensors">Name, shape and whether it is trained.</param>
    public ParameterSet(IReadOnlyList<(string Name, ImmutableArray<long> Shape, bool IsTrained)> tensors)
    {
        var all = new List<Parameter>(tensors.Count);
        long offset = 0;
        foreach (var (name, shape, isTrained) in tensors.OrderBy(tensor => tensor.IsTrained ? 0 : 1))
        {
            var parameter = new Parameter(name, shape, isTrained, offset);
            all.Add(parameter);
            offset += ((long)parameter.Count + Alignment - 1) / Alignment * Alignment;
            TrainedLength = isTrained ? offset : TrainedLength;
        }

        All = all;
        _byName = all.ToFrozenDictionary(parameter => parameter.Name);
        _values = new AlignedBuffer(offset);
        _gradients = new AlignedBuffer(TrainedLength);
    }

    /// <summary>All tensors, the trained ones first.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>The trained ones.</summary>
    public IEnumerable<Parameter> Trained => All.Where(parameter => parameter.IsTrained);

    /// <summary>Elements from the beginning that hold the trained tensors; a multiple of 16.</summary>
    public long TrainedLength { get; }

    /// <summary>Elements of all tensors, gaps included.</summary>
    public long Length => _values.Length;

    /// <summary>Whether no gradient was added since the last <see cref="ClearGradients"/>; they then count as zero, whatever the memory holds.</summary>
    public bool AreGradientsClear { get; private set; } = true;

    /// <summary>A tensor by name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parameter this[string name] => _byName[name];

    /// <summary>A tensor by name, if there is one.</summary>
    public Parameter? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The numbers of a tensor.</summary>
    public Span<float> Values(Parameter parameter) => _values.Slice(parameter.Offset, parameter.Count);

    /// <summary>The gradient of a trained tensor.</summary>
    public Span<float> Gradient(Parameter parameter)
    {
        Zero();
        return _gradients.Slice(parameter.Offset, parameter.Count);
    }

    /// <summary>Part of the block of values.</summary>
    public Span<float> Values(long start, int count) => _values.Slice(start, count);

    /// <summary>Part of the block of gradients.</summary>
    public Span<float> Gradients(long start, int count)
    {
        Zero();
        return _gradients.Slice(start, count);
    }

    /// <summary>Forgets the gradients: the next ones replace them.</summary>
    public void ClearGradients() => AreGradientsClear = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
        _spare?.Dispose();
    }

    /// <summary>The block of values, for a backend that computes in place.</summary>
    internal AlignedBuffer ValueBlock => _values;

    /// <summary>The block of gradients.</summary>
    internal AlignedBuffer GradientBlock => _gradients;

    /// <summary>Where the next gradients are to be written whole: the gradients themselves while they are clear, else a spare block.</summary>
    internal AlignedBuffer NextGradients => AreGradientsClear ? _gradients : _spare ??= new AlignedBuffer(TrainedLength);

    /// <summary>Says that <see cref="NextGradients"/> was written, and adds it to what there was.</summary>
    internal void AddWritten()
    {
        if (!AreGradientsClear)
        {
            _gradients.Add(_spare!); // NextGradients made it
        }

        AreGradientsClear = false;
    }

    private void Zero()
    {
        if (AreGradientsClear)
        {
            _gradients.Clear();
            AreGradientsClear = false;
        }
    }
}
