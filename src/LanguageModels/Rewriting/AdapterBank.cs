using System.Text.RegularExpressions;
using LanguageModels.Graphs;

namespace LanguageModels.Rewriting;

/// <summary>Low-rank additions (LoRA, arXiv 2106.09685) to products of a graph, a different one for each row of a batch.</summary>
internal static partial class AdapterBank
{
    /// <summary>Input with the entry of each row, int64 [batch_size].</summary>
    public const string Entries = "adapter_ids";

    /// <summary>The matrices of a graph of ours that adapters can change.</summary>
    public static IReadOnlyList<AdaptedMatrix> Matrices(EditableGraph graph) =>
        [.. graph.Nodes.Where(node => node.Op is "MatMul" or "MatMulNBits" && node.Outputs.Count == 1 && Projection().IsMatch(node.Outputs[0])).Select(node => Matrix(graph, node))];

    /// <summary>Input with the first factors of a matrix, float [entries, columns, rank].</summary>
    public static string First(string matrix) => matrix + ".lora_A";

    /// <summary>Input with the second ones, float [entries, rank, rows], the scale in them.</summary>
    public static string Second(string matrix) => matrix + ".lora_B";

    /// <summary>Makes the products of some matrices x W + (x A) B, with each row's own A and B. Ranks are open, and may differ between matrices.</summary>
    public static void AddTo(EditableGraph graph, IEnumerable<AdaptedMatrix> matrices)
    {
        graph.Input(Entries, ElementType.Int64, "batch_size");
        foreach (var matrix in matrices)
        {
            Add(graph, matrix);
        }
    }

    private static void Add(EditableGraph graph, AdaptedMatrix matrix)
    {
        var name = matrix.Name;
        var (first, second, rank, plain) = (First(name), Second(name), name + ".rank", name + "/plain");
        graph.Input(first, ElementType.Float, "bank_entries", (long)matrix.Columns, rank);
        graph.Input(second, ElementType.Float, "bank_entries", rank, (long)matrix.Rows);
        var at = graph.Nodes.FindIndex(node => node.Outputs.Contains(name));
        var product = graph.Nodes[at];
        product.Outputs[0] = plain; // Who read the product reads the sum from now on.
        graph.Insert(++at, "Gather", first + "/row", [first, Entries], ("axis", 0));
        graph.Insert(++at, "MatMul", first + "/product", [product.Inputs[0], first + "/row"]);
        graph.Insert(++at, "Gather", second + "/row", [second, Entries], ("axis", 0));
        graph.Insert(++at, "MatMul", second + "/product", [first + "/product", second + "/row"]);
        graph.Insert(++at, "Add", name, [plain, second + "/product"]);
    }

    private static AdaptedMatrix Matrix(EditableGraph graph, EditableNode node)
    {
        var (columns, rows) = node.Op == "MatMulNBits" ? (node.Integer("K"), node.Integer("N"))
            : graph.ShapeOf(node.Inputs.ElementAtOrDefault(1) ?? "") is [var height, var width] ? (height, width) : (null, null);
        return columns is > 0 and <= int.MaxValue && rows is > 0 and <= int.MaxValue
            ? new AdaptedMatrix(node.Outputs[0], (int)columns, (int)rows)
            : throw new InvalidDataException($"the product {node.Outputs[0]} has no known shape");
    }

    [GeneratedRegex(@"^model\.layers\.[0-9]+\.(self_attn|mlp)\.[a-z]+_proj$", RegexOptions.CultureInvariant)]
    private static partial Regex Projection();
}
