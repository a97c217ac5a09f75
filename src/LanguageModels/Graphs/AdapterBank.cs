namespace LanguageModels.Graphs;

/// <summary>Low-rank additions (LoRA, arXiv 2106.09685) to products, a different one for each row of a batch.</summary>
internal sealed class AdapterBank
{
    /// <summary>Input with the entry of each row, int64 [batch_size].</summary>
    public const string Entries = "adapter_ids";

    private readonly OnnxGraph _graph;

    /// <summary>Declares the input that chooses the entries.</summary>
    public AdapterBank(OnnxGraph graph)
    {
        _graph = graph;
        graph.Input(Entries, ElementType.Int64, "batch_size");
    }

    /// <summary>product + (x A) B with the row's A and B. Ranks are open, and may differ between matrices.</summary>
    public string Add(string name, string input, string product, int rows, int columns)
    {
        var (first, second, rank) = (name + ".lora_A", name + ".lora_B", name + ".rank");
        _graph.Input(first, ElementType.Float, "bank_entries", (long)columns, rank);
        _graph.Input(second, ElementType.Float, "bank_entries", rank, (long)rows);
        var low = _graph.Node("MatMul", first + "/product", [input, _graph.Node("Gather", first + "/row", [first, Entries], "", ("axis", 0))]);
        var addition = _graph.Node("MatMul", second + "/product", [low, _graph.Node("Gather", second + "/row", [second, Entries], "", ("axis", 0))]);
        return _graph.Node("Add", name + "/adapted", [product, addition]);
    }
}
