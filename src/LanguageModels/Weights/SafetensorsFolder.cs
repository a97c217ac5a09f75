using System.Collections.Frozen;
using System.Text.Json;

namespace LanguageModels.Weights;

/// <summary>
/// Tensors of a checkpoint in the safetensors format, from one file or from a folder with <c>model.safetensors</c> or with
/// several files and their <c>model.safetensors.index.json</c>. The files stay mapped until it is disposed.
/// </summary>
public sealed class SafetensorsFolder : ITensorSource
{
    private const string SingleName = "model.safetensors";
    private const string IndexName = "model.safetensors.index.json";
    private const string AdapterName = "adapter_model.safetensors";
    private const long LongestIndex = 50_000_000;

    private readonly FrozenDictionary<string, (MappedFile File, SafetensorsHeader.Entry Entry)> _entries;
    private readonly List<MappedFile> _files;

    private SafetensorsFolder(List<MappedFile> files)
    {
        _files = files;
        var entries = new Dictionary<string, (MappedFile, SafetensorsHeader.Entry)>();
        foreach (var file in files)
        {
            foreach (var entry in SafetensorsHeader.Read(file))
            {
                if (!entries.TryAdd(entry.Info.Name, (file, entry)))
                {
                    throw new InvalidDataException($"{file.Path}: tensor '{entry.Info.Name}' is there twice.");
                }
            }
        }

        _entries = entries.ToFrozenDictionary();
        Tensors = _entries.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Entry.Info);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Maps the checkpoint and checks every header.</summary>
    /// <param name="path">A <c>.safetensors</c> file, or a folder of them.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">A header is damaged, or a file of the index is missing.</exception>
    public static SafetensorsFolder Open(string path)
    {
        var files = new List<MappedFile>();
        try
        {
            foreach (var file in Files(path))
            {
                files.Add(new MappedFile(file));
            }

            return new SafetensorsFolder(files);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    /// <summary>The bytes of a tensor as they lie in the file, valid until the folder is disposed.</summary>
    public ReadOnlySpan<byte> Raw(string name)
    {
        var (file, entry) = _entries[name];
        return file.Bytes(entry.Offset, entry.Length, $"tensor '{name}'");
    }

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination) => ElementTypes.ToSingle(Tensors[name].Type, Raw(name), destination);

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (File.Exists(Path.Combine(path, IndexName)))
        {
            return Indexed(path);
        }

        var single = new[] { SingleName, AdapterName }.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists);
        return single is null ? throw new FileNotFoundException($"{path}: expected {SingleName}, {IndexName} or {AdapterName}; there is none.") : [single];
    }

    private static IEnumerable<string> Indexed(string folder)
    {
        var index = new FileInfo(Path.Combine(folder, IndexName));
        if (index.Length > LongestIndex)
        {
            throw new InvalidDataException($"{index.FullName}: {index.Length} bytes; expected at most {LongestIndex}.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(index.FullName));
            var names = document.RootElement.GetProperty("weight_map").EnumerateObject().Select(entry => entry.Value.GetString() ?? "").Distinct().Order(StringComparer.Ordinal).ToList();
            return [.. names.Select(name => Part(folder, name))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{index.FullName}: expected an object with 'weight_map': {e.Message}", e);
        }
    }

    /// <summary>A part lies beside its index: a name that leads elsewhere is refused.</summary>
    private static string Part(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return name.Length > 0 && Path.GetFileName(name) == name && File.Exists(path)
            ? path
            : throw new InvalidDataException($"{Path.Combine(folder, IndexName)}: its file '{name}' is not in the folder.");
    }
}
