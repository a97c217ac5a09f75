using LanguageModels.Rewriting;

namespace LanguageModels.Sessions;

/// <summary>
/// The adapters of one decoder and the graph that adds them. The graph is opened with the first adapter, and again when one comes that
/// changes other matrices or has a higher rank than any before. Not thread-safe.
/// </summary>
/// <param name="folder">The model.</param>
/// <param name="graph">Makes the decoder's graph without adapters.</param>
/// <param name="open">Opens a changed graph for runs.</param>
/// <param name="most">Most adapters at once.</param>
internal sealed class AdapterRuns(ModelFolder folder, Func<EditableGraph> graph, Func<EditableGraph, BankMemory, DecoderRun> open, int most) : IDisposable
{
    private readonly bool[] _taken = new bool[most + 1];
    private IReadOnlyList<AdaptedMatrix>? _matrices;
    private BankMemory? _bank;
    private DecoderRun? _run;

    /// <summary>The graph with the additions; only while an adapter is loaded.</summary>
    public DecoderRun Run => _run ?? throw new InvalidOperationException("No adapter is loaded.");

    /// <summary>Whether an entry of the bank is in use; entry 0, the base model, always is.</summary>
    public bool Has(int entry) => entry == 0 || (entry > 0 && entry <= most && _taken[entry]);

    /// <summary>Loads an adapter; returns its entry.</summary>
    public int Load(LoraWeights weights)
    {
        var entry = Array.IndexOf(_taken, false, 1);
        if (entry < 0)
        {
            throw new InvalidOperationException($"{most} adapters are loaded already; unload one, or allow more.");
        }

        _matrices ??= Find();
        var pieces = weights.PiecesFor(folder, _matrices);
        if (_bank is null || !_bank.Holds(pieces))
        {
            Grow(pieces);
        }

        _bank!.Write(entry, pieces);
        _taken[entry] = true;
        return entry;
    }

    /// <summary>Forgets an adapter.</summary>
    public void Unload(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entry, 1);
        if (Has(entry))
        {
            _bank!.Clear(entry);
            _taken[entry] = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run?.Dispose();
        _bank?.Dispose();
    }

    private IReadOnlyList<AdaptedMatrix> Find()
    {
        try
        {
            return AdapterBank.Matrices(graph());
        }
        catch (InvalidDataException e)
        {
            throw new ModelFolderException($"{folder.GraphPath} takes no adapters: {e.Message}.", e);
        }
    }

    private void Grow(IReadOnlyList<BankPiece> pieces)
    {
        var ranks = (_bank?.Matrices ?? []).ToDictionary(item => item.Matrix, item => item.Rank);
        foreach (var piece in pieces)
        {
            ranks[piece.Matrix] = Math.Max(piece.Rank, ranks.GetValueOrDefault(piece.Matrix));
        }

        var (bank, run) = (new BankMemory(ranks.Select(item => (item.Key, item.Value)), most + 1), (DecoderRun?)null);
        try
        {
            if (_bank is not null)
            {
                bank.Take(_bank);
            }

            var changed = graph();
            AdapterBank.AddTo(changed, ranks.Keys);
            run = open(changed, bank);
        }
        catch
        {
            bank.Dispose();
            throw;
        }

        Dispose();
        (_bank, _run) = (bank, run);
    }
}
