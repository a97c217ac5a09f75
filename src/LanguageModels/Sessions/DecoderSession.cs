using LanguageModels.Rewriting;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LanguageModels.Sessions;

/// <summary>
/// A decoder over plain ONNX Runtime with its keys and values in slots: prefill writes one slot, decode extends the first n slots in
/// one run, the same memory being past and present. The graph is changed in memory as it is opened, the folder stays as it is. Not
/// thread-safe.
/// </summary>
public sealed class DecoderSession : IDecoder
{
    // Rows of a decode see a mask whose width is a multiple of this, so that it keeps its shape for many steps.
    private const int MaskStep = 64;
    private const int MaxSlots = 256;
    private const int MaxAdapters = 4096;
    private const int DefaultMaxLength = 4096;

    private readonly DecoderMemory _memory;
    private readonly DecoderRun _run;
    private readonly CacheScales? _scales;
    private readonly AdapterRuns _adapters;
    private int _firstRow;
    private int _rows;

    private DecoderSession(ModelFolder folder, DecoderSettings settings, InferenceSession session, bool choosesRows, CacheScales? scales, SharedWeights? weights)
    {
        Folder = folder;
        Slots = settings.Slots;
        MaxLength = Math.Min(settings.MaxLength == 0 ? DefaultMaxLength : settings.MaxLength, folder.ContextLength);
        MaxChunk = Math.Min(settings.MaxChunk, MaxLength);
        Provider = SessionFactory.NameOf(settings.Session.Provider);
        Cache = settings.Cache;
        _scales = scales;
        var given = scales?.Inputs ?? [];
        var facts = DecoderGraphFacts.Read(session, folder, [LogitRows.Input, .. given.Select(input => input.Name)]);
        ScoresAllPositions = choosesRows || facts.ScoresAllPositions;
        var logits = (long)Math.Max(Slots, ScoresAllPositions ? MaxChunk : 1) * VocabularySize;
        _memory = DecoderMemory.Take(
            () => new KeyValueCache(folder.Layers, Slots, folder.KeyValueHeads, MaxLength, facts.CacheWidth, facts.CacheType),
            () => new DecoderBuffers(Math.Max(Slots, MaxChunk), (long)Slots * MaxLength, logits));
        _run = new DecoderRun(folder, session, _memory, Slots, PlacesOf(choosesRows, facts));
        _run.Give(given);
        _adapters = new AdapterRuns(folder, () => ReadGraph(folder, settings), (graph, bank) => OpenAdapted(graph, bank, weights, settings, PlacesOf(choosesRows, facts)), settings.Adapters);
    }

    /// <summary>What the folder's configuration says.</summary>
    public ModelFolder Folder { get; }

    /// <summary>What computes: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; }

    /// <summary>How keys and values are kept.</summary>
    public CacheFormat Cache { get; }

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
    public long PositionBytes => _memory.Cache.PositionBytes;

    /// <summary>Opens a decoder. Without <paramref name="weights"/> the library reads the weights for this session alone.</summary>
    /// <exception cref="ModelFolderException">The graph cannot be opened, or does not have the inputs and outputs that the folder names.</exception>
    public static DecoderSession Open(ModelFolder folder, SharedWeights? weights, DecoderSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Slots, MaxSlots);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.MaxLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxChunk, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Adapters);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Adapters, MaxAdapters);
        var (graph, choosesRows) = DecoderGraphFile.Read(folder, settings.Scoring);
        var scales = settings.Cache == CacheFormat.Exact ? null : Calibrate(folder, graph, choosesRows, weights, settings);
        InferenceSession? session = null;
        try
        {
            session = SessionFactory.Create(folder.GraphPath, graph.Write(), weights, settings.Session);
            var decoder = new DecoderSession(folder, settings, session, choosesRows, scales, weights);
            weights?.LetGo();
            NativeHeap.Trim();
            return decoder;
        }
        catch
        {
            session?.Dispose();
            scales?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Prefill(int slot, ReadOnlySpan<int> tokens, int past, int adapter = 0)
    {
        (_firstRow, _rows) = (Extend(slot, tokens, past, adapter, all: false), 1);
    }

    /// <inheritdoc/>
    public void Score(int slot, ReadOnlySpan<int> tokens, int past, int adapter = 0)
    {
        if (!ScoresAllPositions)
        {
            throw new NotSupportedException($"{Folder.GraphPath} gives the logits of the last position only.");
        }

        (_firstRow, _rows) = (Extend(slot, tokens, past, adapter, all: true), tokens.Length);
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<int> tokens, ReadOnlySpan<int> pasts, ReadOnlySpan<int> adapters = default)
    {
        var rows = tokens.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Slots);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pasts.Length, rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(adapters.IsEmpty ? rows : adapters.Length, rows);
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
            _memory.Buffers.SetMask(row, width, pasts[row] + 1);
        }

        RunOf(adapters).Decode(tokens, width);
        (_firstRow, _rows) = (0, rows);
    }

    /// <inheritdoc/>
    public Span<float> Logits(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, _rows);
        return _memory.Buffers.Logits.Slice((long)(_firstRow + row) * VocabularySize, VocabularySize);
    }

    /// <inheritdoc/>
    public void Copy(int from, int to, int positions)
    {
        CheckPlace(from, 0, positions);
        CheckPlace(to, 0, positions);
        _memory.Cache.Copy(from, to, positions);
    }

    /// <inheritdoc/>
    public void Save(int slot, int position, int count, Span<byte> destination)
    {
        CheckPlace(slot, position, count);
        _memory.Cache.Save(slot, position, count, destination);
    }

    /// <inheritdoc/>
    public void Restore(int slot, int position, int count, ReadOnlySpan<byte> source)
    {
        CheckPlace(slot, position, count);
        _memory.Cache.Restore(slot, position, count, source);
    }

    /// <inheritdoc/>
    public int Load(LoraWeights adapter) => _adapters.Load(adapter);

    /// <inheritdoc/>
    public void Unload(int adapter) => _adapters.Unload(adapter);

    /// <inheritdoc/>
    public void LetGo() => _memory.Cache.LetGo();

    /// <summary>Frees the session and its memory; the shared weights stay.</summary>
    public void Dispose()
    {
        _adapters.Dispose();
        _run.Dispose();
        _memory.Dispose();
        _scales?.Dispose();
    }

    /// <summary>Measures with the exact graph, then changes it.</summary>
    private static CacheScales Calibrate(ModelFolder folder, EditableGraph graph, bool choosesRows, SharedWeights? weights, DecoderSettings settings)
    {
        var session = SessionFactory.Create(folder.GraphPath, graph.Write(), weights, settings.Session); // Disposed of by measuring.
        var facts = DecoderGraphFacts.Read(session, folder, [LogitRows.Input]);
        if (facts.CacheType != TensorElementType.Float)
        {
            session.Dispose();
            throw new ModelFolderException($"{folder.GraphPath} keeps keys and values as {facts.CacheType}; only float32 can be kept in {settings.Cache} instead.");
        }

        var scales = CacheCalibration.Measure(folder, session, PlacesOf(choosesRows, facts), settings.Cache);
        Quantise(graph, folder, settings.Cache);
        return new CacheScales(folder, folder.KeyValueHeads * folder.HeadSize, scales);
    }

    private static void Quantise(EditableGraph graph, ModelFolder folder, CacheFormat format)
    {
        try
        {
            QuantisedCache.AddTo(graph, format, folder.KeyValueHeads, folder.HeadSize);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFolderException($"{folder.GraphPath} cannot keep keys and values in {format}: {e.Message}.", e);
        }
    }

    private static LogitPlaces PlacesOf(bool choosesRows, DecoderGraphFacts facts) =>
        choosesRows ? LogitPlaces.Chosen : facts.ScoresAllPositions ? LogitPlaces.All : LogitPlaces.Last;

    /// <summary>The plain graph where no row has an adapter: it is faster by the additions, and gives the same.</summary>
    private DecoderRun RunOf(ReadOnlySpan<int> adapters)
    {
        if (adapters.IndexOfAnyExcept(0) < 0)
        {
            return _run;
        }

        var entries = _memory.Buffers.Adapters.Slice(0, adapters.Length);
        for (var row = 0; row < adapters.Length; row++)
        {
            entries[row] = _adapters.Has(adapters[row]) ? adapters[row] : throw new ArgumentOutOfRangeException(nameof(adapters), adapters[row], "No such adapter is loaded.");
        }

        return _adapters.Run;
    }

    private DecoderRun OpenAdapted(EditableGraph graph, BankMemory bank, SharedWeights? weights, DecoderSettings settings, LogitPlaces places)
    {
        var session = SessionFactory.Create(Folder.GraphPath, graph.Write(), weights, settings.Session);
        weights?.LetGo();
        NativeHeap.Trim();
        var run = new DecoderRun(Folder, session, _memory, Slots, places) { HasAdapters = true };
        run.Give([.. _scales?.Inputs ?? [], .. bank.Inputs]);
        return run;
    }

    private static EditableGraph ReadGraph(ModelFolder folder, DecoderSettings settings)
    {
        var graph = DecoderGraphFile.Read(folder, settings.Scoring).Graph;
        if (settings.Cache != CacheFormat.Exact)
        {
            Quantise(graph, folder, settings.Cache);
        }

        return graph;
    }

    private int Extend(int slot, ReadOnlySpan<int> tokens, int past, int adapter, bool all)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens.Length, MaxChunk);
        CheckPlace(slot, past, tokens.Length);
        _memory.Buffers.SetMask(0, past + tokens.Length, past + tokens.Length);
        return RunOf([adapter]).Extend(slot, tokens, past + tokens.Length, all);
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
