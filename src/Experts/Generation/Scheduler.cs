namespace Experts.Generation;

/// <summary>
/// Who waits, who fills a prompt, who runs, and what comes next. Knows neither model nor time: the same calls give the same
/// decisions. Running sequences hold slots 0 to <see cref="Running"/> - 1; the filling one a slot at or after them. Waiting
/// sequences are taken in their order; one that does not fit holds those behind it back, so none starves. Not thread-safe.
/// </summary>
internal sealed class Scheduler(int slots, GenerationSettings settings)
{
    private readonly List<Sequence> _waiting = [];
    private readonly Sequence[] _rows = new Sequence[slots];
    private long _reserved;
    private int _filledSinceDecode;

    public int Waiting => _waiting.Count;

    public int Running { get; private set; }

    /// <summary>The sequence whose prompt is being read; null when there is none.</summary>
    public Sequence? Filling { get; private set; }

    public Sequence Row(int row) => _rows[row];

    public void Enqueue(Sequence sequence) => _waiting.Add(sequence);

    /// <summary>Takes a waiting sequence that was cancelled, or whose deadline is over; null when there is none.</summary>
    public Sequence? TakeOverdue(DateTimeOffset now)
    {
        var at = -1;
        for (var i = 0; i < _waiting.Count && at < 0; i++)
        {
            at = _waiting[i].Cancelled || _waiting[i].Request.AdmissionDeadline <= now ? i : -1;
        }

        return at < 0 ? null : TakeWaiting(at);
    }

    /// <summary>Gives the first waiting sequence a slot, if one and its share of the token budget are free and no other is filling.</summary>
    public Sequence? Admit()
    {
        if (Filling is not null || Running == slots || _waiting.Count == 0 || !Fits(_waiting[0]))
        {
            return null;
        }

        Filling = TakeWaiting(0);
        Filling.Slot = Running;
        _reserved += Filling.Reserve;
        return Filling;
    }

    /// <summary>What comes next: chunks up to the prefill budget, at least one, then a token for everybody.</summary>
    public Step Next()
    {
        if (Filling is { } filling && (Running == 0 || _filledSinceDecode == 0 || _filledSinceDecode + ChunkOf(filling) <= settings.PrefillBudget))
        {
            return Step.Prefill;
        }

        return Running > 0 ? Step.Decode : Step.None;
    }

    /// <summary>Tokens of the filling sequence's next chunk.</summary>
    public int NextChunk() => ChunkOf(Filling!);

    /// <summary>Length of the chunk at <paramref name="past"/>: up to the next multiple of <paramref name="chunk"/>, or the prompt's end.</summary>
    public static int ChunkLength(int past, int promptLength, int chunk) => Math.Min(promptLength - past, chunk - (past % chunk));

    /// <summary>Notes that a chunk was read.</summary>
    public void Filled(int tokens)
    {
        Filling!.Past += tokens;
        _filledSinceDecode += tokens;
    }

    /// <summary>Notes that everybody got a token.</summary>
    public void Decoded() => _filledSinceDecode = 0;

    /// <summary>Makes the filling sequence a running one. Its positions have to be copied when the slot changes.</summary>
    public Move? Activate()
    {
        var sequence = Filling!;
        Move? move = sequence.Slot == Running ? null : new Move(sequence.Slot, Running, sequence.Past);
        (_rows[Running], sequence.Slot, Filling) = (sequence, Running, null);
        Running++;
        return move;
    }

    /// <summary>Gives up the filling sequence's place.</summary>
    public void DropFilling()
    {
        _reserved -= Filling!.Reserve;
        Filling = null;
    }

    /// <summary>Ends a running sequence; the last one takes its row, and its positions have to be copied there.</summary>
    public Move? Remove(int row)
    {
        _reserved -= _rows[row].Reserve;
        Running--;
        var last = _rows[Running];
        _rows[Running] = null!;
        if (row == Running)
        {
            return null;
        }

        (_rows[row], last.Slot) = (last, row);
        return new Move(Running, row, last.Past);
    }

    /// <summary>Takes out any sequence, for the end; null when there is none.</summary>
    public Sequence? TakeAny()
    {
        if (Filling is { } filling)
        {
            DropFilling();
            return filling;
        }

        if (Running > 0)
        {
            var last = _rows[Running - 1];
            _ = Remove(Running - 1);
            return last;
        }

        return _waiting.Count > 0 ? TakeWaiting(0) : null;
    }

    /// <summary>All that wait, fill or run.</summary>
    public IEnumerable<Sequence> All() => [.. _waiting, .. Filling is { } filling ? new[] { filling } : [], .. _rows[..Running]];

    private bool Fits(Sequence sequence) =>
        settings.TokenBudget == 0 || _reserved == 0 || _reserved + sequence.Reserve <= settings.TokenBudget;

    private int ChunkOf(Sequence sequence) => ChunkLength(sequence.Past, sequence.PromptLength, settings.PrefillChunk);

    private Sequence TakeWaiting(int at)
    {
        var sequence = _waiting[at];
        _waiting.RemoveAt(at);
        return sequence;
    }
}
