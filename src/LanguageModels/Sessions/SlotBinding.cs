using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>
/// The inputs and outputs of a run over some neighbouring slots. Keys and values are bound once; what changes its shape is bound again
/// only when the shape changes, so that a steady decode allocates nothing.
/// </summary>
internal sealed class SlotBinding : IDisposable
{
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _fixed = [];
    private readonly Dictionary<string, (long Columns, OrtValue Value)> _changing = new(StringComparer.Ordinal);

    public SlotBinding(InferenceSession session, DecoderNames names, KeyValueCache cache, int layers, int slot, int rows)
    {
        _binding = session.CreateIoBinding();
        for (var layer = 0; layer < layers; layer++)
        {
            Bind(cache.View(2 * layer, slot, rows), DecoderNames.Of(names.PastKeys, layer), DecoderNames.Of(names.PresentKeys, layer));
            Bind(cache.View((2 * layer) + 1, slot, rows), DecoderNames.Of(names.PastValues, layer), DecoderNames.Of(names.PresentValues, layer));
        }
    }

    /// <summary>An input that stays the same and the caller's.</summary>
    public void Give(string name, OrtValue value) => _binding.BindInput(name, value);

    /// <summary>An input over the beginning of a buffer, made again only when its number of columns has changed.</summary>
    public void Input<T>(string name, long columns, NativeBuffer<T> buffer, TensorElementType type, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (Replace(name, columns, buffer, type, shape) is { } value)
        {
            _binding.BindInput(name, value);
        }
    }

    /// <summary>An output over the beginning of a buffer, made again only when its number of columns has changed.</summary>
    public void Output<T>(string name, long columns, NativeBuffer<T> buffer, TensorElementType type, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (Replace(name, columns, buffer, type, shape) is { } value)
        {
            _binding.BindOutput(name, value);
        }
    }

    public void Run(InferenceSession session, RunOptions options) => session.RunWithBinding(options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _fixed.ForEach(value => value.Dispose());
        foreach (var (_, value) in _changing.Values)
        {
            value.Dispose();
        }
    }

    private void Bind(OrtValue value, string past, string present)
    {
        _fixed.Add(value);
        _binding.BindInput(past, value);
        _binding.BindOutput(present, value);
    }

    private OrtValue? Replace<T>(string name, long columns, NativeBuffer<T> buffer, TensorElementType type, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (_changing.TryGetValue(name, out var bound))
        {
            if (bound.Columns == columns)
            {
                return null;
            }

            bound.Value.Dispose();
        }

        var value = buffer.Tensor(type, shape);
        _changing[name] = (columns, value);
        return value;
    }
}
