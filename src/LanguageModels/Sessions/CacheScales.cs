using LanguageModels.Rewriting;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>Scales of a quantised cache as inputs of the graph.</summary>
internal sealed class CacheScales : IDisposable
{
    private readonly NativeBuffer<float> _numbers;
    private readonly List<(string Name, OrtValue Value)> _inputs = [];

    /// <summary>Takes scales over.</summary>
    /// <param name="folder">Names of the layers' keys and values.</param>
    /// <param name="width">Heads times head size.</param>
    /// <param name="scales">For each layer its keys' and its values' scales.</param>
    public CacheScales(ModelFolder folder, int width, ReadOnlySpan<float> scales)
    {
        _numbers = new NativeBuffer<float>(scales.Length);
        scales.CopyTo(_numbers.Slice(0, scales.Length));
        for (var layer = 0; layer < folder.Layers; layer++)
        {
            Add(folder.Names.PastKeys, layer, 2 * layer, width);
            Add(folder.Names.PastValues, layer, (2 * layer) + 1, width);
        }
    }

    public IReadOnlyList<(string Name, OrtValue Value)> Inputs => _inputs;

    public void Dispose()
    {
        _inputs.ForEach(input => input.Value.Dispose());
        _numbers.Dispose();
    }

    private void Add(string template, int layer, int place, int width) =>
        _inputs.Add((QuantisedCache.Scales(DecoderNames.Of(template, layer)), _numbers.Tensor(TensorElementType.Float, (long)place * width, [width])));
}
