using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>Reads a decoder's shape from the metadata of a GGUF file.</summary>
internal static class GgufDecoder
{
    private static readonly string[] _families = ["llama", "qwen2", "qwen3"];

    /// <summary>The shape.</summary>
    /// <exception cref="ImportException">A key is missing, or asks for something that the graphs do not compute.</exception>
    public static DecoderArchitecture Read(GgufFile file, string path)
    {
        var metadata = file.Metadata;
        var family = metadata.Text("general.architecture") ?? "";
        if (!_families.Contains(family))
        {
            throw new ImportException($"{path}: key 'general.architecture': expected {string.Join(", ", _families)}, found '{family}'.");
        }

        if (metadata.Text($"{family}.rope.scaling.type") is { } scaling and not "none" || file.Tensors.ContainsKey("rope_freqs.weight"))
        {
            throw new ImportException($"{path}: scaled rotary frequencies are not read from GGUF files. Import the model's Hugging Face folder instead.");
        }

        var heads = Size("attention.head_count");
        var hidden = Size("embedding_length");
        return new DecoderArchitecture
        {
            Family = family,
            Layers = Size("block_count"),
            Hidden = hidden,
            Heads = heads,
            KeyValueHeads = (int)(metadata.Integer($"{family}.attention.head_count_kv") ?? heads),
            HeadSize = (int)(metadata.Integer($"{family}.attention.key_length") ?? hidden / heads),
            FeedForward = Size("feed_forward_length"),
            Vocabulary = (int)file.Tensors.GetValueOrDefault("token_embd.weight", new TensorInfo("", "", [0])).Shape[0],
            ContextLength = Size("context_length"),
            NormEpsilon = (float)(metadata.Number($"{family}.attention.layer_norm_rms_epsilon") ?? 1e-6),
            RopeTheta = metadata.Number($"{family}.rope.freq_base") ?? 10_000,
            IsTied = !file.Tensors.ContainsKey("output.weight"),
            BeginToken = (int?)metadata.Integer("tokenizer.ggml.bos_token_id"),
            EndTokens = metadata.Integer("tokenizer.ggml.eos_token_id") is { } end ? [(int)end] : [],
            PadToken = (int?)metadata.Integer("tokenizer.ggml.padding_token_id"),
        };

        int Size(string key) => metadata.Integer($"{family}.{key}") is { } value and > 0 and <= int.MaxValue
            ? (int)value
            : throw new ImportException($"{path}: key '{family}.{key}': expected a whole number above 0, found {metadata.Integer($"{family}.{key}")?.ToString() ?? "nothing"}.");
    }
}
