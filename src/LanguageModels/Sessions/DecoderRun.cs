using LanguageModels.Rewriting;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>Runs one graph of a decoder over slots of a cache; owns the native session and its bindings.</summary>
internal sealed class DecoderRun(ModelFolder folder, InferenceSession session, DecoderMemory memory, int slots, LogitPlaces places) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly SlotBinding?[] _decodes = new SlotBinding?[slots + 1];
    private readonly SlotBinding?[] _extensions = new SlotBinding?[slots];
    private readonly List<(string Name, OrtValue Value)> _given = [];

    /// <summary>Inputs that are the same in every run; before the first one.</summary>
    public void Give(IEnumerable<(string Name, OrtValue Value)> inputs) => _given.AddRange(inputs);

    /// <summary>Whether each row names its adapter.</summary>
    public bool HasAdapters { get; init; }

    /// <summary>One token for each of the first slots.</summary>
    public void Decode(ReadOnlySpan<int> tokens, int width)
    {
        memory.Buffers.SetRows(0, 1);
        Run(_decodes[tokens.Length] ??= Bind(0, tokens.Length), tokens, tokens.Length, 1, width, 1);
    }

    /// <summary>Some tokens for one slot. Returns the row of the logits after the first token that was asked for.</summary>
    public int Extend(int slot, ReadOnlySpan<int> tokens, int width, bool all)
    {
        var (first, count) = all ? (0, tokens.Length) : (tokens.Length - 1, 1);
        memory.Buffers.SetRows(first, count);
        var given = places switch { LogitPlaces.Chosen => count, LogitPlaces.All => tokens.Length, _ => 1 };
        Run(_extensions[slot] ??= Bind(slot, 1), tokens, 1, tokens.Length, width, given);
        return places == LogitPlaces.All ? first : 0;
    }

    public void Dispose()
    {
        foreach (var binding in _decodes.Concat(_extensions))
        {
            binding?.Dispose();
        }

        session.Dispose();
        _options.Dispose();
    }

    private void Run(SlotBinding binding, ReadOnlySpan<int> tokens, int rows, int columns, int width, int given)
    {
        var buffers = memory.Buffers;
        buffers.SetIds(tokens);
        binding.Input(folder.Names.InputIds, columns, buffers.Ids, TensorElementType.Int64, [rows, columns]);
        binding.Input(folder.Names.AttentionMask, width, buffers.Mask, TensorElementType.Int64, [rows, width]);
        if (places == LogitPlaces.Chosen)
        {
            binding.Input(LogitRows.Input, given, buffers.Rows, TensorElementType.Int64, [given]);
        }

        if (HasAdapters)
        {
            binding.Input(AdapterBank.Entries, rows, buffers.Adapters, TensorElementType.Int64, [rows]);
        }

        binding.Output(folder.Names.Logits, given, buffers.Logits, TensorElementType.Float, [rows, given, folder.VocabularySize]);
        binding.Run(session, _options);
    }

    private SlotBinding Bind(int slot, int rows)
    {
        var binding = new SlotBinding(session, folder.Names, memory.Cache, folder.Layers, slot, rows);
        _given.ForEach(input => binding.Give(input.Name, input.Value));
        return binding;
    }
}
