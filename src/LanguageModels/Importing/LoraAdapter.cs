using System.Numerics.Tensors;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>
/// A low-rank adapter as PEFT saves it (<c>adapter_config.json</c>, <c>adapter_model.safetensors</c>; LoRA, arXiv 2106.09685):
/// each of its matrices becomes W + scale B A.
/// </summary>
internal sealed class LoraAdapter : IDisposable
{
    private const string Prefix = "base_model.model.", First = ".lora_A.weight", Second = ".lora_B.weight";

    private readonly SafetensorsFolder _tensors;
    private readonly int _rank;
    private readonly float _scale;

    private LoraAdapter(string folder)
    {
        var settings = LoraSettings.Read(folder);
        (_rank, _scale) = (settings.Rank, settings.Scale);
        _tensors = SafetensorsFolder.Open(folder);
    }

    /// <summary>Names of the matrices that it changes, as the base names them, without <c>.weight</c>.</summary>
    public IReadOnlySet<string> Targets { get; private set; } = new HashSet<string>();

    /// <summary>Opens a folder.</summary>
    /// <exception cref="ImportException">It is no plain LoRA adapter; the message names the field or tensor.</exception>
    public static LoraAdapter Open(string folder)
    {
        var adapter = new LoraAdapter(folder);
        try
        {
            adapter.Targets = adapter._tensors.Tensors.Keys.Select(adapter.TargetOf).ToHashSet();
            return adapter;
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    /// <summary>Multiplies B: alpha / rank, or what the settings say.</summary>
    public float Scale => _scale;

    /// <summary>Width between the two matrices of a pair.</summary>
    public int Rank => _rank;

    /// <summary>A, [rank, columns], and B, [rows, rank], of a matrix.</summary>
    /// <exception cref="InvalidDataException">They do not fit each other.</exception>
    public (float[] A, float[] B) PairOf(string target)
    {
        var (first, second) = (_tensors.Tensors[Prefix + target + First].Shape, _tensors.Tensors[Prefix + target + Second].Shape);
        return first is [_, var columns] && second is [var rows, _] && columns * _rank <= Array.MaxLength && rows * _rank <= Array.MaxLength
            ? (Read(Prefix + target + First, _rank, (int)columns), Read(Prefix + target + Second, (int)rows, _rank))
            : throw new InvalidDataException($"Adapter tensors of '{target}' have the shapes [{string.Join(", ", first)}] and [{string.Join(", ", second)}]; expected [rank, columns] and [rows, rank].");
    }

    /// <summary>Adds scale B A to a matrix.</summary>
    /// <param name="target">One of <see cref="Targets"/>.</param>
    /// <param name="rows">Outputs of the matrix.</param>
    /// <param name="weights">[rows, columns]</param>
    /// <exception cref="InvalidDataException">The adapter's tensors do not fit the matrix.</exception>
    public void AddTo(string target, int rows, Span<float> weights)
    {
        var columns = weights.Length / rows;
        var first = Read(Prefix + target + First, _rank, columns);
        var second = Read(Prefix + target + Second, rows, _rank);
        for (var row = 0; row < rows; row++)
        {
            var destination = weights.Slice(row * columns, columns);
            for (var i = 0; i < _rank; i++)
            {
                TensorPrimitives.MultiplyAdd(first.AsSpan(i * columns, columns), second[row * _rank + i] * _scale, destination, destination);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tensors.Dispose();

    /// <summary>Every tensor has to be one of a pair: what this does not understand must not be left out in silence.</summary>
    private string TargetOf(string name)
    {
        var end = name.EndsWith(First, StringComparison.Ordinal) ? First : name.EndsWith(Second, StringComparison.Ordinal) ? Second : null;
        var other = end is null ? "" : name[..^end.Length] + (end == First ? Second : First);
        return end is not null && name.StartsWith(Prefix, StringComparison.Ordinal) && _tensors.Tensors.ContainsKey(other)
            ? name[Prefix.Length..^end.Length]
            : throw new ImportException($"Adapter tensor '{name}': expected pairs '{Prefix}<matrix>{First}' and '{Second}' only; save the merged model instead and import that.");
    }

    private float[] Read(string name, int rows, int columns)
    {
        var info = _tensors.Tensors[name];
        if (info.Shape is not [var height, var width] || height != rows || width != columns)
        {
            throw new InvalidDataException($"Adapter tensor '{name}' has the shape [{string.Join(", ", info.Shape)}]; expected [{rows}, {columns}] for this base model.");
        }

        var values = new float[info.Elements];
        _tensors.Read(name, values);
        return values;
    }
}
