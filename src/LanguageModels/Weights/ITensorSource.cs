namespace LanguageModels.Weights;

/// <summary>The named tensors of a checkpoint, read one at a time as float32. Thread-safe for reading; disposing unmaps the files.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>What there is, by the name the file gives it.</summary>
    IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Reads a tensor, row-major, converted or dequantised to float32.</summary>
    /// <param name="name">A key of <see cref="Tensors"/>.</param>
    /// <param name="destination">[elements of the tensor]</param>
    /// <exception cref="InvalidDataException">The file does not hold what its header says.</exception>
    void Read(string name, Span<float> destination);
}
