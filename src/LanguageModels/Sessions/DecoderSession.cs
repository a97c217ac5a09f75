using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>
/// A decoder over plain ONNX Runtime with its keys and values in slots: prefill writes one slot, decode extends the first n slots in
/// one run, the same memory being past and present. Not thread-safe.
/// </summary>
public sealed class DecoderSession : IDecoder
{
    // Rows of a decode see a mask whose width is a multiple of this, so that it keeps its shape for many steps.
    private const int MaskStep = 64;
    private const int MaxSlots = 256;
    private const int DefaultMaxLength = 4096;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly KeyValueCache _cache;
    private readonly NativeBuffer<long> _ids;
    private readonly NativeBuffer<long> _mask;
    private readonly NativeBuffer<float> _logits;
    private readonly SlotBinding?[] _decodes;
    private readonly SlotBinding?[] _prefills;
    private int _firstRow;
    private int _rows;

    private DecoderSession(ModelFolder folder, InferenceSession session, DecoderSettings settings, DecoderGraphFacts facts)
    {
        (Folder, _session) = (folder, session);
        Slots = settings.Slots;
        MaxLength = Math.Min(settings.MaxLength == 0 ? DefaultMaxLength : settings.MaxLength, folder.ContextLength);
        MaxChunk = Math.Min(settings.MaxChunk, MaxLength);
        ScoresAllPositions = facts.ScoresAllPositions;
        Provider = SessionFactory.NameOf(settings.Session.Provider);
        _cache = new KeyValueCache(folder.Layers, Slots, folder.KeyValueHeads, MaxLength, facts.CacheWidth, facts.CacheType);
        _ids = new NativeBuffer<long>(Math.Max(Slots, MaxChunk));
        _mask = new NativeBuffer<long>((long)Slots * MaxLength);
        _logits = new NativeBuffer<float>((long)Math.Max(Slots, ScoresAllPositions ? MaxChunk : 1) * folder.VocabularySize);
        _decodes = new SlotBinding?[Slots + 1];
        _prefills = new SlotBinding?[Slots];
    }

    /// <summary>What the folder's configuration says.</summary>
    public ModelFolder Folder { get; }

    /// <summary>What computes: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; }

    /// <inheritdoc/>
    public int Slots { get; }

    /// <inheritdoc/>
    public int MaxLength { get; }

    /// <inheritdoc/>
    public int MaxChunk { get; }

    /// <inheritdoc/>
    public int VocabularySize => Folder.VocabularySize;

    /// <inheritdoc/>
    public bool ScoresAllPositions { get; }

    /// <inheritdoc/>
    public int Adapters => 1;

    /// <inheritdoc/>
    public long PositionBytes => _cache.PositionBytes;

    /// <summary>Opens a decoder. Without <paramref name="weights"/> the library reads the weights for this session alone.</summary>
    /// <exception cref="ModelFolderException">The graph cannot be opened, or does not have the inputs and outputs that the folder names.</exception>
    public static DecoderSession Open(ModelFolder folder, SharedWeights? weights, DecoderSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Slots, MaxSlots);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MaxLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxChunk, 1);
        var session = SessionFactory.Create(folder.GraphPath, weights, settings.Session);
        try
        {
            return new DecoderSession(folder, session, settings, DecoderGraphFacts.Read(session, folder));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Prefill(int slot, ReadOnlySpan<int> tokens, int past, int adapter)
    {
        Extend(slot, tokens, past, adapter);
        (_firstRow, _rows) = (ScoresAllPositions ? tokens.Length - 1 : 0, 1);
    }

    /// <inheritdoc/>
    public void Score(int slot, ReadOnlySpan<int> tokens, int past, int adapter)
    {
        if (!ScoresAllPositions)
        {
            throw new NotSupportedException($"{Folder.GraphPath} gives the logits of the last position only.");
        }

        Extend(slot, tokens, past, adapter);
        (_firstRow, _rows) = (0, tokens.Length);
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<int> tokens, ReadOnlySpan<int> pasts, ReadOnlySpan<int> adapters)
    {
        var rows = tokens.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Slots);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pasts.Length, rows);
        var longest = 0;
        foreach (var past in pasts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(past);
            longest = Math.Max(longest, past + 1);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(longest, MaxLength);
        var width = Math.Min(MaxLength, (longest + MaskStep - 1) / MaskStep * MaskStep);
        for (var row = 0; row < rows; row++)
        {
            Mask(row, width, pasts[row] + 1);
        }

        Run(_decodes[rows] ??= Bind(0, rows), tokens, rows, 1, width);
        (_firstRow, _rows) = (0, rows);
    }

    /// <inheritdoc/>
    public Span<float> Logits(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, _rows);
        return _logits.Slice((long)(_firstRow + row) * VocabularySize, VocabularySize);
    }

    /// <inheritdoc/>
    public void Copy(int from, int to, int positions)
    {
        CheckPlace(from, 0, positions);
        CheckPlace(to, 0, positions);
        _cache.Copy(from, to, positions);
    }

    /// <inheritdoc/>
    public void Save(int slot, int position, int count, Span<byte> destination)
    {
        CheckPlace(slot, position, count);
        _cache.Save(slot, position, count, destination);
    }

    /// <inheritdoc/>
    public void Restore(int slot, int position, int count, ReadOnlySpan<byte> source)
    {
        CheckPlace(slot, position, count);
        _cache.Restore(slot, position, count, source);
    }

    /// <summary>Frees the session and its memory; the shared weights stay.</summary>
    public void Dispose()
    {
        foreach (var binding in _decodes.Concat(_prefills))
        {
            binding?.Dispose();
        }

        _session.Dispose();
        _runOptions.Dispose();
        _cache.Dispose();
        _ids.Dispose();
        _mask.Dispose();
        _logits.Dispose();
    }

    private void Extend(int slot, ReadOnlySpan<int> tokens, int past, int adapter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens.Length, MaxChunk);
        ArgumentOutOfRangeException.ThrowIfNotEqual(adapter, 0);
        CheckPlace(slot, past, tokens.Length);
        var total = past + tokens.Length;
        Mask(0, total, total);
        Run(_prefills[slot] ??= Bind(slot, 1), tokens, 1, tokens.Length, total);
    }

    private void Run(SlotBinding binding, ReadOnlySpan<int> tokens, int rows, int columns, int width)
    {
        var ids = _ids.Slice(0, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            ids[i] = tokens[i];
        }

        binding.Input(Folder.Names.InputIds, columns, _ids, TensorElementType.Int64, [rows, columns]);
        binding.Input(Folder.Names.AttentionMask, width, _mask, TensorElementType.Int64, [rows, width]);
        var scored = ScoresAllPositions ? columns : 1;
        binding.Output(Folder.Names.Logits, scored, _logits, TensorElementType.Float, [rows, scored, VocabularySize]);
        binding.Run(_session, _runOptions);
    }

    private void Mask(int row, int width, int ones)
    {
        var mask = _mask.Slice((long)row * width, width);
        mask[..ones].Fill(1);
        mask[ones..].Clear();
    }

    private SlotBinding Bind(int slot, int rows) => new(_session, Folder.Names, _cache, Folder.Layers, slot, rows);

    private void CheckPlace(int slot, int position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position + count, MaxLength);
    }
}
