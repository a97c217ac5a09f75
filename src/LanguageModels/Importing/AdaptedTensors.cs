using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>A base model's tensors with an adapter merged in as they are read.</summary>
internal sealed class AdaptedTensors : ITensorSource
{
    private const string Weight = ".weight";

    private readonly ITensorSource _source;
    private readonly LoraAdapter _adapter;

    /// <summary>Reads through both, which stay the caller's to dispose of.</summary>
    /// <exception cref="ImportException">The base has no such matrix.</exception>
    public AdaptedTensors(ITensorSource source, LoraAdapter adapter)
    {
        (_source, _adapter) = (source, adapter);
        if (adapter.Targets.FirstOrDefault(target => !source.Tensors.ContainsKey(target + Weight)) is { } missing)
        {
            throw new ImportException($"The adapter changes '{missing}', which the base model does not have. Is it the model that the adapter was trained on?");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _source.Tensors;

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination)
    {
        _source.Read(name, destination);
        if (name.EndsWith(Weight, StringComparison.Ordinal) && _adapter.Targets.Contains(name[..^Weight.Length]))
        {
            _adapter.AddTo(name[..^Weight.Length], (int)Tensors[name].Shape[0], destination);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
