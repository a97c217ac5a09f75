using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Rewriting;

namespace LanguageModels.Sessions;

/// <summary>A low-rank adapter in memory, as PEFT saves it, for the decoder that it was trained on. Immutable.</summary>
public sealed class LoraWeights
{
    private static readonly string[] _packed = ["q_proj", "k_proj", "v_proj"];

    private readonly Dictionary<string, (float[] A, float[] B)> _pairs;
    private readonly int _rank;
    private readonly float _scale;

    private LoraWeights(LoraAdapter adapter)
    {
        (_rank, _scale) = (adapter.Rank, adapter.Scale);
        _pairs = adapter.Targets.ToDictionary(target => target, adapter.PairOf);
    }

    /// <summary>Bytes of its numbers.</summary>
    public long Bytes => _pairs.Values.Sum(pair => (long)(pair.A.Length + pair.B.Length) * sizeof(float));

    /// <summary>Reads <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <exception cref="ImportException">It is no plain LoRA adapter; the message names the field or tensor.</exception>
    /// <exception cref="InvalidDataException">Its tensors do not fit each other.</exception>
    public static LoraWeights Read(string folder)
    {
        using var adapter = LoraAdapter.Open(folder);
        return new LoraWeights(adapter);
    }

    /// <summary>
    /// Writes it as an <c>.onnx_adapter</c> file for folders that ONNX Runtime GenAI's builder made with adapter inputs on the same matrices
    /// (names <c>model.layers.0.attn.q_proj.lora_A.MatMul.weight</c>, the scale in the second factor).
    /// </summary>
    public void WriteForGenAi(string path)
    {
        var parameters = new List<(string, long[], float[])>();
        foreach (var (target, (a, b)) in _pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var (columns, rows) = (a.Length / _rank, b.Length / _rank);
            var name = target.Replace(".self_attn.", ".attn.", StringComparison.Ordinal);
            var (first, second) = AdapterEntry.Pack([new AdapterEntry.Part(a, b, rows, _rank)], columns, _scale);
            parameters.Add((name + ".lora_A.MatMul.weight", [columns, _rank], first));
            parameters.Add((name + ".lora_B.MatMul.weight", [_rank, rows], second));
        }

        using var file = File.Create(path);
        file.Write(OnnxAdapterFile.Of(parameters));
    }

    /// <summary>What it puts into the bank: for each matrix of the graph that it changes, A [columns, rank] and B [rank, rows].</summary>
    /// <exception cref="ModelFolderException">It does not fit the model.</exception>
    internal IReadOnlyList<BankPiece> PiecesFor(ModelFolder folder, IReadOnlyList<AdaptedMatrix> matrices)
    {
        var left = new HashSet<string>(_pairs.Keys, StringComparer.Ordinal);
        var pieces = new List<BankPiece>();
        foreach (var matrix in matrices)
        {
            var names = Parts(matrix.Name);
            if (names.Any(left.Contains))
            {
                pieces.Add(Piece(folder, matrix, names));
                left.ExceptWith(names);
            }
        }

        return left.Count == 0
            ? pieces
            : throw new ModelFolderException($"{folder.GraphPath}: the adapter changes '{left.Order(StringComparer.Ordinal).First()}', which this graph does not let adapters change. Import it merged with its base model instead.");
    }

    /// <summary>The projections that a graph's matrix is made of.</summary>
    private static string[] Parts(string matrix) => matrix.EndsWith(".qkv_proj", StringComparison.Ordinal)
        ? [.. _packed.Select(part => matrix[..^"qkv_proj".Length] + part)]
        : [matrix];

    private BankPiece Piece(ModelFolder folder, AdaptedMatrix matrix, string[] names)
    {
        var parts = names.Select(name => Part(folder, matrix, name)).ToArray();
        var (a, b) = AdapterEntry.Pack(parts, matrix.Columns, _scale);
        return new BankPiece(matrix, parts.Sum(part => part.Rank), a, b);
    }

    private AdapterEntry.Part Part(ModelFolder folder, AdaptedMatrix matrix, string name)
    {
        var heads = HeadsOf(folder, name);
        var rows = heads == 0 ? matrix.Rows : heads * folder.HeadSize;
        if (!_pairs.TryGetValue(name, out var pair))
        {
            return new AdapterEntry.Part(ReadOnlyMemory<float>.Empty, ReadOnlyMemory<float>.Empty, rows, 0);
        }

        var (a, b) = pair;
        if (heads > 0 && b.Length % (_rank * heads) == 0)
        {
            b = HeadPadding.Rows(b, b.Length / _rank / heads, _rank);
        }
        else if (name.EndsWith(".o_proj", StringComparison.Ordinal) && a.Length % (_rank * folder.Heads) == 0)
        {
            a = HeadPadding.Columns(a, a.Length / _rank / folder.Heads, a.Length / _rank);
        }

        return a.Length == (long)_rank * matrix.Columns && b.Length == (long)_rank * rows
            ? new AdapterEntry.Part(a, b, rows, _rank)
            : throw new ModelFolderException(
                $"{folder.GraphPath}: the adapter's '{name}' is for a matrix of {b.Length / _rank} x {a.Length / _rank}, this model's has {rows} x {matrix.Columns}. Is it the model that the adapter was trained on?");
    }

    private static int HeadsOf(ModelFolder folder, string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "q_proj" => folder.Heads,
        "k_proj" or "v_proj" => folder.KeyValueHeads,
        _ => 0,
    };
}
