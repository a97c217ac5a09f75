using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>A decoder's weights before they become a graph: its shape and its tensors under the names of Hugging Face's checkpoints.</summary>
public sealed class DecoderCheckpoint : IDisposable
{
    private readonly IDisposable _file;

    private DecoderCheckpoint(DecoderArchitecture architecture, ITensorSource tensors, IDisposable file) =>
        (Architecture, Tensors, _file) = (architecture, tensors, file);

    /// <summary>The shape.</summary>
    public DecoderArchitecture Architecture { get; }

    /// <summary>The tensors, valid until this is disposed.</summary>
    public ITensorSource Tensors { get; }

    /// <summary>Opens a Hugging Face folder (config.json and safetensors) or a GGUF file.</summary>
    /// <exception cref="ImportException">It is another kind of model, or a field asks for what is not computed here.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static DecoderCheckpoint Open(string path)
    {
        if (Directory.Exists(path))
        {
            var folder = SafetensorsFolder.Open(path);
            return Guarded(folder, () => new DecoderCheckpoint(HuggingFaceDecoder.Read(ConfigFile.Read(Path.Combine(path, "config.json"))), folder, folder));
        }

        var file = GgufFile.Open(path);
        return Guarded(file, () =>
        {
            var shape = GgufDecoder.Read(file, path);
            return new DecoderCheckpoint(shape, new GgufDecoderTensors(file, shape), file);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tensors.Dispose();
        _file.Dispose();
    }

    private static DecoderCheckpoint Guarded(IDisposable file, Func<DecoderCheckpoint> read)
    {
        try
        {
            return read();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
