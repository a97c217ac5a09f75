namespace LanguageModels.Graphs;

/// <summary>Puts matrices into a graph in one precision, and the nodes that multiply by them.</summary>
/// <param name="graph">The graph.</param>
/// <param name="precision">Of the matrices.</param>
/// <param name="accuracyLevel">Of <c>MatMulNBits</c>: 4 multiplies 8-bit activations (fast), 0 float32 ones (certified).</param>
internal sealed class MatrixWriter(OnnxGraph graph, Precision precision, int accuracyLevel)
{
    private readonly HashSet<string> _sums = [];

    /// <summary>y = x W^T (+ bias).</summary>
    /// <param name="name">Of the matrix and the node.</param>
    /// <param name="input">x, [.., columns]</param>
    /// <param name="weights">W, [rows, columns]</param>
    /// <param name="rows">Width of y.</param>
    /// <param name="columns">Width of x.</param>
    /// <param name="bias">[rows], or null.</param>
    /// <param name="isSensitive">Whether <see cref="Precision.Mixed"/> keeps it in 8 bits.</param>
    /// <returns>y, [.., rows]</returns>
    public string Multiply(string name, string input, float[] weights, int rows, int columns, float[]? bias = null, bool isSensitive = false)
    {
        var product = precision == Precision.Float32
            ? graph.Node("MatMul", name, [input, graph.Tensor<float>(name + ".weight", ElementType.Float, Transposed(weights, rows, columns), columns, rows)])
            : Quantised(name, input, Quantise(weights, rows, columns, isSensitive), rows, columns);
        return bias is null ? product : graph.Node("Add", name + "/bias", [product, graph.Tensor<float>(name + ".bias", ElementType.Float, bias, rows)]);
    }

    /// <summary>Rows of the embedding, by token; the matrix stays under this name for the head.</summary>
    public string Embed(string name, string tokens, float[] weights, int vocabulary, int hidden)
    {
        if (precision == Precision.Float32)
        {
            Store(name, weights, vocabulary, hidden);
            return graph.Node("Gather", name, [name + ".weight", tokens], "", ("axis", 0));
        }

        Store(name, weights, vocabulary, hidden);
        var width = (hidden + BlockQuantiser.BlockSize - 1) / BlockQuantiser.BlockSize * BlockQuantiser.BlockSize;
        var rows = graph.Node("Reshape", name + "/rows", [name + ".weight_quants", graph.Constant(false, vocabulary, width)]);
        var embedded = width == hidden ? name : name + "/padded";
        graph.Node("GatherBlockQuantized", embedded, [rows, tokens, name + ".weight_scales"], OnnxGraph.Microsoft,
            ("bits", 8), ("block_size", BlockQuantiser.BlockSize), ("gather_axis", 0), ("quantize_axis", 1));
        return width == hidden ? name : graph.Node("Slice", name, [embedded, graph.Constant(false, 0), graph.Constant(false, hidden), graph.Constant(false, -1)]);
    }

    /// <summary>Stores the matrix of a head or an embedding, in float32 or in 8 bits.</summary>
    public void Store(string name, float[] weights, int rows, int columns)
    {
        if (precision == Precision.Float32)
        {
            graph.Tensor<float>(name + ".weight", ElementType.Float, weights, rows, columns);
        }
        else
        {
            Store(name, BlockQuantiser.Int8(weights, rows, columns), rows);
        }
    }

    /// <summary>Logits by a matrix that <see cref="Store(string, float[], int, int)"/> or <see cref="Embed"/> put there.</summary>
    public static string Head(OnnxGraph graph, Precision precision, int accuracyLevel, string matrix, string input, string output, int vocabulary, int hidden) => precision == Precision.Float32
        ? graph.Node("FusedMatMul", output, [input, matrix + ".weight"], OnnxGraph.Microsoft, ("transB", 1))
        : graph.Node("MatMulNBits", output, [input, matrix + ".weight_quants", matrix + ".weight_scales"], OnnxGraph.Microsoft, Attributes(8, vocabulary, hidden, accuracyLevel));

    private QuantisedMatrix Quantise(float[] weights, int rows, int columns, bool isSensitive) => precision switch
    {
        Precision.Int8 => BlockQuantiser.Int8(weights, rows, columns),
        Precision.Int4 => BlockQuantiser.Int4(weights, rows, columns),
        Precision.Int4Minimum when columns % BlockQuantiser.BlockSize == 0 => BlockQuantiser.Int4Minimum(weights, rows, columns),
        Precision.Mixed when isSensitive => BlockQuantiser.Int8(weights, rows, columns),
        Precision.Int4ZeroPoint or Precision.Mixed or Precision.Int4Minimum => BlockQuantiser.Int4ZeroPoint(weights, rows, columns),
        _ => throw new ArgumentOutOfRangeException(nameof(weights), precision, "This precision has no blocks."),
    };

    private string Quantised(string name, string input, QuantisedMatrix matrix, int rows, int columns)
    {
        Store(name, matrix, rows);
        string[] inputs = matrix.ZeroPoints is null ? [input, name + ".weight_quants", name + ".weight_scales"] : [input, name + ".weight_quants", name + ".weight_scales", name + ".weight_zeros"];
        var product = graph.Node("MatMulNBits", name, inputs, OnnxGraph.Microsoft, Attributes(matrix.Bits, rows, columns, accuracyLevel));
        return matrix.Minima is null ? product : graph.Node("Add", name + "/sum", [product, graph.Node("MatMul", name + "/minima", [BlockSums(input, matrix.Blocks), name + ".weight_minima"])]);
    }

    /// <summary>Sums of 32 inputs each, [.., blocks]; made once per input.</summary>
    private string BlockSums(string input, int blocks)
    {
        var name = input + "/block_sums";
        if (_sums.Add(name))
        {
            var reshaped = graph.Node("Reshape", name + "/blocks", [input, graph.Constant(false, 0, 0, blocks, BlockQuantiser.BlockSize)]);
            graph.Node("ReduceSum", name, [reshaped, graph.Constant(false, -1)], "", ("keepdims", 0));
        }

        return name;
    }

    private void Store(string name, QuantisedMatrix matrix, int rows)
    {
        var blockBytes = BlockQuantiser.BlockSize * matrix.Bits / 8;
        graph.Tensor<byte>(name + ".weight_quants", ElementType.UInt8, matrix.Quants, rows, matrix.Blocks, blockBytes);
        graph.Tensor<float>(name + ".weight_scales", ElementType.Float, matrix.Scales, rows, matrix.Blocks);
        if (matrix.ZeroPoints is { } zeros)
        {
            graph.Tensor<byte>(name + ".weight_zeros", ElementType.UInt8, zeros, rows, zeros.Length / rows);
        }

        if (matrix.Minima is { } minima)
        {
            graph.Tensor<float>(name + ".weight_minima", ElementType.Float, minima, matrix.Blocks, rows);
        }
    }

    private static (string, object)[] Attributes(int bits, int rows, int columns, int accuracyLevel) =>
        [("K", columns), ("N", rows), ("bits", bits), ("block_size", BlockQuantiser.BlockSize), ("accuracy_level", accuracyLevel)];

    private static float[] Transposed(float[] weights, int rows, int columns)
    {
        var transposed = new float[weights.Length];
        Parallel.For(0, columns, column =>
        {
            for (var row = 0; row < rows; row++)
            {
                transposed[column * rows + row] = weights[row * columns + column];
            }
        });
        return transposed;
    }
}
