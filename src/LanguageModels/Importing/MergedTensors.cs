using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>A model's tensors with a PEFT adapter merged in as they are read. Disposing closes the adapter; the model stays the caller's.</summary>
public sealed class MergedTensors : ITensorSource
{
    private readonly LoraAdapter _adapter;
    private readonly AdaptedTensors _tensors;

    private MergedTensors(LoraAdapter adapter, AdaptedTensors tensors) => (_adapter, _tensors) = (adapter, tensors);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors.Tensors;

    /// <summary>Opens an adapter over a model.</summary>
    /// <param name="model">Tensors under the names of Hugging Face's checkpoints.</param>
    /// <param name="adapterFolder">With <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</param>
    /// <exception cref="ImportException">It is no plain LoRA adapter, or not one of this model.</exception>
    public static MergedTensors Open(ITensorSource model, string adapterFolder)
    {
        var adapter = LoraAdapter.Open(adapterFolder);
        try
        {
            return new MergedTensors(adapter, new AdaptedTensors(model, adapter));
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination) => _tensors.Read(name, destination);

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();
}
