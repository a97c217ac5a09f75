using System.Collections.Frozen;
using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>
/// A GGUF file's tensors under the names of Hugging Face's checkpoints. For the architecture <c>llama</c> the rows of query and
/// key, which the converter paired for interleaved rotation, are put back in halves.
/// </summary>
internal sealed class GgufDecoderTensors : ITensorSource
{
    private static readonly FrozenDictionary<string, string> _parts = new Dictionary<string, string>
    {
        ["attn_norm"] = "input_layernorm",
        ["attn_q"] = "self_attn.q_proj",
        ["attn_k"] = "self_attn.k_proj",
        ["attn_v"] = "self_attn.v_proj",
        ["attn_output"] = "self_attn.o_proj",
        ["attn_q_norm"] = "self_attn.q_norm",
        ["attn_k_norm"] = "self_attn.k_norm",
        ["ffn_norm"] = "post_attention_layernorm",
        ["ffn_gate"] = "mlp.gate_proj",
        ["ffn_up"] = "mlp.up_proj",
        ["ffn_down"] = "mlp.down_proj",
    }.ToFrozenDictionary();

    private readonly GgufFile _file;
    private readonly DecoderArchitecture _shape;
    private readonly FrozenDictionary<string, string> _names;

    /// <summary>Reads through a file, which stays the caller's to dispose of.</summary>
    public GgufDecoderTensors(GgufFile file, DecoderArchitecture shape)
    {
        (_file, _shape) = (file, shape);
        _names = file.Tensors.Keys.ToFrozenDictionary(Renamed);
        Tensors = _names.ToFrozenDictionary(pair => pair.Key, pair => file.Tensors[pair.Value] with { Name = pair.Key });
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination)
    {
        _file.Read(_names[name], destination);
        if (_shape.Family == "llama" && (name.Contains("self_attn.q_proj") || name.Contains("self_attn.k_proj")))
        {
            Unpair(destination, name.Contains("q_proj") ? _shape.Heads : _shape.KeyValueHeads);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Row 2i of a head becomes row i, row 2i + 1 becomes row i + half.</summary>
    private void Unpair(Span<float> rows, int heads)
    {
        var half = _shape.HeadSize / 2;
        var width = rows.Length / (heads * _shape.HeadSize);
        var paired = rows.ToArray();
        for (var row = 0; row < heads * _shape.HeadSize; row++)
        {
            var (head, place) = Math.DivRem(row, _shape.HeadSize);
            var from = head * _shape.HeadSize + (place < half ? 2 * place : 2 * (place - half) + 1);
            paired.AsSpan(from * width, width).CopyTo(rows.Slice(row * width, width));
        }
    }

    private static string Renamed(string name)
    {
        var parts = name.Split('.');
        return parts switch
        {
            ["token_embd", var kind] => "model.embed_tokens." + kind,
            ["output_norm", var kind] => "model.norm." + kind,
            ["output", var kind] => "lm_head." + kind,
            ["blk", var layer, var part, var kind] when _parts.TryGetValue(part, out var known) => $"model.layers.{layer}.{known}.{kind}",
            _ => name,
        };
    }
}
