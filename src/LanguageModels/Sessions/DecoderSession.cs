using Microsoft.ML.OnnxRuntime;

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

    private readonly KeyValueCache _cache;
    private readonly DecoderBuffers _buffers;
    private readonly DecoderRun _serving;
    private readonly DecoderRun? _scoring;
    private int _firstRow;
    private int _rows;

    private DecoderSession(ModelFolder folder, DecoderSettings settings, InferenceSession session, InferenceSession? scoring)
    {
        Folder = folder;
        Slots = settings.Slots;
        MaxLength = Math.Min(settings.MaxLength == 0 ? DefaultMaxLength : settings.MaxLength, folder.ContextLength);
        MaxChunk = Math.Min(settings.MaxChunk, MaxLength);
        Provider = SessionFactory.NameOf(settings.Session.Provider);
        var facts = DecoderGraphFacts.Read(session, folder);
        ScoresAllPositions = facts.ScoresAllPositions || (scoring is not null && DecoderGraphFacts.Read(scoring, folder).ScoresAllPositions);
        _cache = new KeyValueCache(folder.Layers, Slots, folder.KeyValueHeads, MaxLength, facts.CacheWidth, facts.CacheType);
        _buffers = new DecoderBuffers(Math.Max(Slots, MaxChunk), (long)Slots * MaxLength, (long)Math.Max(Slots, ScoresAllPositions ? MaxChunk : 1) * VocabularySize);
        _serving = new DecoderRun(folder, session, _cache, _buffers, Slots, facts.ScoresAllPositions);
        _scoring = facts.ScoresAllPositions ? _serving : scoring is null ? null : new DecoderRun(folder, scoring, _cache, _buffers, Slots, true);
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
        InferenceSession? scoring = null;
        try
        {
            scoring = settings.Scoring && File.Exists(folder.ScoringPath) ? SessionFactory.Create(folder.ScoringPath, weights, settings.Session) : null;
            return new DecoderSession(folder, settings, session, scoring);
        }
        catch
        {
            session.Dispose();
            scoring?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Prefill(int slot, ReadOnlySpan<int> tokens, int past)
    {
        Extend(_serving, slot, tokens, past);
        (_firstRow, _rows) = (_serving.AllPositions ? tokens.Length - 1 : 0, 1);
    }

    /// <inheritdoc/>
    public void Score(int slot, ReadOnlySpan<int> tokens, int past)
    {
        Extend(_scoring ?? throw new NotSupportedException($"{Folder.GraphPath} gives the logits of the last position only."), slot, tokens, past);
        (_firstRow, _rows) = (0, tokens.Length);
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<int> tokens, ReadOnlySpan<int> pasts)
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
            _buffers.SetMask(row, width, pasts[row] + 1);
        }

        _serving.Decode(tokens, width);
        (_firstRow, _rows) = (0, rows);
    }

    /// <inheritdoc/>
    public Span<float> Logits(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, _rows);
        return _buffers.Logits.Slice((long)(_firstRow + row) * VocabularySize, VocabularySize);
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
        if (_scoring != _serving)
        {
            _scoring?.Dispose();
        }

        _serving.Dispose();
        _cache.Dispose();
        _buffers.Dispose();
    }

    private void Extend(DecoderRun run, int slot, ReadOnlySpan<int> tokens, int past)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens.Length, MaxChunk);
        CheckPlace(slot, past, tokens.Length);
        _buffers.SetMask(0, past + tokens.Length, past + tokens.Length);
        run.Extend(slot, tokens, past + tokens.Length);
    }

    private void CheckPlace(int slot, int position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position + count, MaxLength);
    }
}
