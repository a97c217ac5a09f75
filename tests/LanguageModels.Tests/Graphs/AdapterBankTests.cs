using System.IO.Compression;
using System.Text.Json.Nodes;
using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Weights;
using Microsoft.ML.OnnxRuntime;
using Support;
using Xunit;

namespace LanguageModels.Tests.Graphs;

public sealed class AdapterBankTests
{
    private const int Layers = 2, Hidden = 64, Inner = 128, Heads = 4, KeyValueHeads = 2, HeadSize = 16, Rank = 4;
    private const float Scale = 2;

    [Fact]
    public void Rows_of_one_batch_have_different_adapters_and_entry_0_is_the_base()
    {
        var golden = SharedFolder.File("goldens", "training", "training.json.gz");
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        var root = Path.GetDirectoryName(golden)!;
        var probe = Probe(golden!);
        var ids = GoldenDecoder.Ids(probe["ids"]!);
        using var folder = new TemporaryFolder();
        using var source = SafetensorsFolder.Open(Path.Combine(root, "final-untied"));
        var shape = HuggingFaceDecoder.Read(ConfigFile.Read(Path.Combine(root, "final-untied", "config.json")));
        DecoderGraph.Write(folder.Path, shape, source, new DecoderGraphOptions { Precision = Precision.Float32 });
        using var plain = new PlainForward(folder[DecoderGraph.ScoringFile], Layers, KeyValueHeads, HeadSize);
        var expectedBase = plain.Logits(ids);

        Directory.CreateDirectory(folder["bank"]);
        DecoderGraph.Write(folder["bank"], shape, source, new DecoderGraphOptions { Precision = Precision.Float32, HasAdapterBank = true });
        using var banked = new PlainForward(Path.Combine(folder["bank"], DecoderGraph.ScoringFile), Layers, KeyValueHeads, HeadSize);
        var logits = banked.Logits([ids, ids, ids], Bank(Path.Combine(root, "lora-final"), [1, 0, 1]));

        var expected = GoldenDecoder.Floats(probe["adapter_logits"]!);
        Near(expected, logits.AsSpan(0, expected.Length));
        Near(expectedBase, logits.AsSpan(expected.Length, expected.Length));
        Near(expected, logits.AsSpan(2 * expected.Length));
    }

    // Float32 rounding of another order of sums: 1e-5 seen.
    private static void Near(float[] expected, ReadOnlySpan<float> found) => Assert.Equal(expected, found.ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);

    private static JsonNode Probe(string golden)
    {
        using var file = new GZipStream(File.OpenRead(golden), CompressionMode.Decompress);
        return JsonNode.Parse(file)!["lora"]!["probe"]!;
    }

    /// <summary>Two entries: zeros, and the adapter.</summary>
    private static Dictionary<string, OrtValue> Bank(string adapter, long[] entries)
    {
        using var tensors = SafetensorsFolder.Open(adapter);
        var bank = new Dictionary<string, OrtValue> { ["adapter_ids"] = OrtValue.CreateTensorValueFromMemory(entries, [entries.Length]) };
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"model.layers.{layer}.";
            Add(name + "self_attn.qkv_proj", Hidden, [(name + "self_attn.q_proj", Heads * HeadSize), (name + "self_attn.k_proj", KeyValueHeads * HeadSize), (name + "self_attn.v_proj", KeyValueHeads * HeadSize)]);
            Add(name + "self_attn.o_proj", Heads * HeadSize, [(name + "self_attn.o_proj", Hidden)]);
            Add(name + "mlp.gate_proj", Hidden, [(name + "mlp.gate_proj", Inner)]);
            Add(name + "mlp.up_proj", Hidden, [(name + "mlp.up_proj", Inner)]);
            Add(name + "mlp.down_proj", Inner, [(name + "mlp.down_proj", Hidden)]);
        }

        return bank;

        void Add(string matrix, int columns, (string Name, int Rows)[] parts)
        {
            var (a, b) = AdapterEntry.Pack([.. parts.Select(part => new AdapterEntry.Part(
                Read(part.Name + ".lora_A.weight", Rank * columns), Read(part.Name + ".lora_B.weight", part.Rows * Rank), part.Rows, Rank))], columns, Scale);
            var rows = parts.Sum(part => part.Rows);
            bank.Add(matrix + ".lora_A", OrtValue.CreateTensorValueFromMemory<float>([.. new float[a.Length], .. a], [2, columns, parts.Length * Rank]));
            bank.Add(matrix + ".lora_B", OrtValue.CreateTensorValueFromMemory<float>([.. new float[b.Length], .. b], [2, parts.Length * Rank, rows]));
        }

        float[] Read(string name, int length)
        {
            var values = new float[length];
            tensors.Read("base_model.model." + name, values);
            return values;
        }
    }
}
