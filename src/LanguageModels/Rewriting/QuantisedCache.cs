using LanguageModels.Graphs;

namespace LanguageModels.Rewriting;

/// <summary>
/// Lets the attention of a graph keep its keys and values in whole numbers (inputs 12 and 13 and attributes of ONNX Runtime's
/// GroupQueryAttention since 1.28). Scales are inputs of the graph, float [heads x head size] for each layer.
/// </summary>
internal static class QuantisedCache
{
    private const int PastKey = 3, PastValue = 4, KeyScale = 12, ValueScale = 13;

    /// <summary>Name of the input with the scales of a layer's keys or values, given the name of theirs.</summary>
    public static string Scales(string past) => past + ".scales";

    /// <summary>Changes all attention of a graph.</summary>
    public static void AddTo(EditableGraph graph, CacheFormat format, int heads, int headSize)
    {
        var (type, bits) = format == CacheFormat.Int8 ? (ElementType.Int8, 8) : (ElementType.UInt8, 4);
        long width = headSize * bits / 8;
        foreach (var node in graph.Nodes.Where(node => node.Op == "GroupQueryAttention"))
        {
            if (node.Inputs.Count <= PastValue || node.Outputs.Count < 3)
            {
                throw new InvalidDataException($"attention with {node.Inputs.Count} inputs and {node.Outputs.Count} outputs has no cache");
            }

            Dimension[] past = ["batch_size", (long)heads, "past_sequence_length", width], present = ["batch_size", (long)heads, "total_sequence_length", width];
            graph.Input(node.Inputs[PastKey], type, past);
            graph.Input(node.Inputs[PastValue], type, past);
            graph.Output(node.Outputs[1], type, present);
            graph.Output(node.Outputs[2], type, present);
            AddScales(graph, node, PastKey, KeyScale, (long)heads * headSize);
            AddScales(graph, node, PastValue, ValueScale, (long)heads * headSize);
            node.Add("k_quant_type", "PER_CHANNEL");
            node.Add("v_quant_type", "PER_CHANNEL");
            node.Add("kv_cache_bit_width", bits);
        }
    }

    private static void AddScales(EditableGraph graph, EditableNode node, int past, int input, long size)
    {
        node.SetInput(input, Scales(node.Inputs[past]));
        graph.Input(Scales(node.Inputs[past]), ElementType.Float, size);
    }
}
