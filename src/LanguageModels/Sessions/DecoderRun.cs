using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>Runs one graph of a decoder over slots of a cache; owns the native session and its bindings.</summary>
internal sealed class DecoderRun(ModelFolder folder, InferenceSession session, KeyValueCache cache, DecoderBuffers buffers, int slots, bool allPositions) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly SlotBinding?[] _decodes = new SlotBinding?[slots + 1];
    private readonly SlotBinding?[] _extensions = new SlotBinding?[slots];

    /// <summary>Whether logits come out for every position, not only for the last one.</summary>
    public bool AllPositions => allPositions;

    public void Decode(ReadOnlySpan<int> tokens, int width) =>
        Run(_decodes[tokens.Length] ??= Bind(0, tokens.Length), tokens, tokens.Length, 1, width);

    public void Extend(int slot, ReadOnlySpan<int> tokens, int width) =>
        Run(_extensions[slot] ??= Bind(slot, 1), tokens, 1, tokens.Length, width);

    public void Dispose()
    {
        foreach (var binding in _decodes.Concat(_extensions))
        {
            binding?.Dispose();
        }

        session.Dispose();
        _options.Dispose();
    }

    private void Run(SlotBinding binding, ReadOnlySpan<int> tokens, int rows, int columns, int width)
    {
        buffers.SetIds(tokens);
        var scored = allPositions ? columns : 1;
        binding.Input(folder.Names.InputIds, columns, buffers.Ids, TensorElementType.Int64, [rows, columns]);
        binding.Input(folder.Names.AttentionMask, width, buffers.Mask, TensorElementType.Int64, [rows, width]);
        binding.Output(folder.Names.Logits, scored, buffers.Logits, TensorElementType.Float, [rows, scored, folder.VocabularySize]);
        binding.Run(session, _options);
    }

    private SlotBinding Bind(int slot, int rows) => new(session, folder.Names, cache, folder.Layers, slot, rows);
}
