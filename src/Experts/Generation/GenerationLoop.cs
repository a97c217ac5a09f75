using Experts.Sampling;
using LanguageModels.Sessions;

namespace Experts.Generation;

/// <summary>
/// Does what the scheduler decides: runs the model, chooses tokens, hands them out. One thread. A failing run fails the sequences in
/// it and nothing else.
/// </summary>
internal sealed class GenerationLoop : IDisposable
{
    private readonly IDecoder _decoder;
    private readonly GenerationSettings _settings;
    private readonly Scheduler _scheduler;
    private readonly PrefixStore? _prefixes;
    private readonly int[] _tokens;
    private readonly int[] _pasts;
    private readonly int[] _adapters;
    private readonly bool[] _ended;
    private bool _rests = true;

    public GenerationLoop(IDecoder decoder, GenerationSettings settings)
    {
        (_decoder, _settings) = (decoder, settings);
        _scheduler = new Scheduler(decoder.Slots, settings);
        _prefixes = settings.PrefixPositions < settings.PrefixBlock ? null : new PrefixStore(decoder, settings.PrefixPositions, settings.PrefixBlock);
        (_tokens, _pasts, _adapters, _ended) = (new int[decoder.Slots], new int[decoder.Slots], new int[decoder.Slots], new bool[decoder.Slots]);
    }

    /// <summary>Waiting sequences that got a place or were given up since the last look.</summary>
    public int LeftQueue { get; private set; }

    public void Enqueue(Sequence sequence) => _scheduler.Enqueue(sequence);

    public int TakeLeftQueue()
    {
        var left = LeftQueue;
        LeftQueue = 0;
        return left;
    }

    /// <summary>One run of the model. False when there is nothing to do.</summary>
    public bool Run(DateTimeOffset now)
    {
        DropWaiting(now);
        DropCancelled();
        Admit();
        switch (_scheduler.Next())
        {
            case Step.Prefill: Prefill(_scheduler.Filling!); return true;
            case Step.Decode: Decode(); return true;
            default: return false;
        }
    }

    /// <summary>Loads an adapter; returns its number.</summary>
    public int Load(LoraWeights adapter) => _decoder.Load(adapter);

    /// <summary>The sequences of an adapter.</summary>
    public IEnumerable<Sequence> Of(int adapter) => _scheduler.All().Where(sequence => sequence.Request.Adapter == adapter);

    /// <summary>Forgets an adapter, and what was kept of its prompts.</summary>
    public void Unload(int adapter)
    {
        _prefixes?.Forget(adapter);
        _decoder.Unload(adapter);
    }

    /// <summary>Gives the slots' memory back when nobody runs; kept beginnings stay.</summary>
    public void Rest()
    {
        if (_scheduler.Running == 0 && _scheduler.Filling is null && !_rests)
        {
            _decoder.LetGo();
            _rests = true;
        }
    }

    /// <summary>Ends all sequences with an error.</summary>
    public void FailAll(Exception error)
    {
        while (_scheduler.TakeAny() is { } sequence)
        {
            sequence.Fail(error);
        }
    }

    public void Dispose()
    {
        _prefixes?.Dispose();
        _decoder.Dispose();
    }

    private void DropWaiting(DateTimeOffset now)
    {
        while (_scheduler.TakeOverdue(now) is { } sequence)
        {
            LeftQueue++;
            sequence.Fail(new EngineBusyException("The request waited for a place until its deadline; all places are taken."));
        }
    }

    private void DropCancelled()
    {
        if (_scheduler.Filling is { Cancelled: true })
        {
            _scheduler.DropFilling();
        }

        for (var row = _scheduler.Running - 1; row >= 0; row--)
        {
            if (_scheduler.Row(row).Cancelled)
            {
                Remove(row);
            }
        }
    }

    private void Admit()
    {
        if (_scheduler.Admit() is not { } sequence)
        {
            return;
        }

        LeftQueue++;
        _rests = false;
        try
        {
            var request = sequence.Request;
            sequence.Sampler = new Sampler(request.Sampling, request.Prompt.AsSpan(), _decoder.VocabularySize, request.Constraint);
            sequence.Past = _prefixes?.Restore(sequence.Slot, sequence.Tokens, request.Adapter) ?? 0;
        }
        catch (Exception e)
        {
            FailFilling(sequence, e);
        }
    }

    private void Prefill(Sequence sequence)
    {
        try
        {
            var chunk = _scheduler.NextChunk();
            _decoder.Prefill(sequence.Slot, sequence.Tokens.Slice(sequence.Past, chunk), sequence.Past, sequence.Request.Adapter);
            _scheduler.Filled(chunk);
            if (sequence.Past < sequence.PromptLength)
            {
                return;
            }

            Keep(sequence, sequence.PromptLength);
            if (Choose(sequence, 0))
            {
                _scheduler.DropFilling();
            }
            else
            {
                Apply(_scheduler.Activate());
            }
        }
        catch (Exception e)
        {
            FailFilling(sequence, e);
        }
    }

    private void Decode()
    {
        _scheduler.Decoded();
        if (_scheduler.Running == 1 && TryGuess(_scheduler.Row(0)))
        {
            return;
        }

        var running = _scheduler.Running;
        for (var row = 0; row < running; row++)
        {
            var sequence = _scheduler.Row(row);
            (_tokens[row], _pasts[row], _adapters[row]) = (sequence.LastToken, sequence.Past, sequence.Request.Adapter);
        }

        try
        {
            _decoder.Decode(_tokens.AsSpan(0, running), _pasts.AsSpan(0, running), _adapters.AsSpan(0, running));
        }
        catch (Exception e)
        {
            FailRunning(e);
            return;
        }

        for (var row = 0; row < running; row++)
        {
            _scheduler.Row(row).Past++;
            _ended[row] = ChooseOrFail(_scheduler.Row(row), row);
        }

        for (var row = running - 1; row >= 0; row--)
        {
            if (_ended[row])
            {
                End(row);
            }
        }
    }

    /// <summary>Checks several guessed tokens in one run. False when there is nothing to guess.</summary>
    private bool TryGuess(Sequence sequence)
    {
        if (!_decoder.ScoresAllPositions || _scheduler.Filling is not null || _settings.LookupTokens == 0 || sequence.DecidesAlone)
        {
            sequence.DecidesAlone = false;
            return false;
        }

        var room = Math.Min(sequence.Reserve - sequence.Count, _decoder.MaxLength - sequence.Count);
        var most = Math.Min(Math.Min(_settings.LookupTokens, room), _decoder.MaxChunk - 1);
        var guess = sequence.Pace.Rests ? [] : PromptLookup.Guess(sequence.Tokens, most);
        if (guess.IsEmpty)
        {
            sequence.Pace = sequence.Pace.Passed();
            return false;
        }

        Check(sequence, guess);
        return true;
    }

    private void Check(Sequence sequence, ReadOnlySpan<int> guess)
    {
        Span<int> tokens = stackalloc int[guess.Length + 1];
        tokens[0] = sequence.LastToken;
        guess.CopyTo(tokens[1..]);
        try
        {
            _decoder.Score(sequence.Slot, tokens, sequence.Past, sequence.Request.Adapter);
        }
        catch (Exception e)
        {
            FailRunning(e);
            return;
        }

        // Each token is chosen from the logits after those before it, as it would be without guessing; the first that differs ends the run.
        var accepted = 0;
        for (var ended = false; !ended; accepted++)
        {
            if (IsClose(sequence, accepted))
            {
                sequence.DecidesAlone = true;
                break;
            }

            sequence.Past++;
            ended = ChooseOrFail(sequence, accepted);
            if (ended)
            {
                End(sequence.Slot);
            }
            else if (accepted == guess.Length || sequence.LastToken != tokens[accepted + 1])
            {
                break;
            }
        }

        if (accepted > 0 || !sequence.DecidesAlone)
        {
            sequence.Pace = sequence.Pace.Checked(accepted);
        }
    }

    /// <summary>Whether a greedy choice might be another one in a run without guesses.</summary>
    private bool IsClose(Sequence sequence, int row) =>
        _settings.LookupLead > 0 && sequence.Request.Sampling.Temperature <= 0 && LogitLead.Of(_decoder.Logits(row)) < _settings.LookupLead;

    /// <summary>Chooses from a row of logits and hands the token out. True when the answer ends.</summary>
    private bool Choose(Sequence sequence, int row)
    {
        var choice = sequence.Sampler!.Choose(_decoder.Logits(row));
        return sequence.Deliver(choice, sequence.Sampler.Top);
    }

    private bool ChooseOrFail(Sequence sequence, int row)
    {
        try
        {
            return Choose(sequence, row);
        }
        catch (Exception e)
        {
            sequence.Fail(e);
            return true;
        }
    }

    private void End(int row)
    {
        if (_settings.KeepAnswers)
        {
            Keep(_scheduler.Row(row), _scheduler.Row(row).Past);
        }

        Remove(row);
    }

    /// <summary>Keeps the beginning for later prompts. Where that fails (memory), the answer goes on without.</summary>
    private void Keep(Sequence sequence, int positions)
    {
        try
        {
            _prefixes?.Keep(sequence.Slot, sequence.Tokens[..positions], sequence.Request.Adapter);
        }
        catch (Exception)
        {
            // Nothing wrong was kept: a block is found only once it is written.
        }
    }

    private void Remove(int row) => Apply(_scheduler.Remove(row));

    private void Apply(Move? move)
    {
        if (move is { } copy)
        {
            _decoder.Copy(copy.From, copy.To, copy.Positions);
        }
    }

    private void FailFilling(Sequence sequence, Exception error)
    {
        sequence.Fail(error);
        sequence.Cancel();
        if (_scheduler.Filling == sequence)
        {
            _scheduler.DropFilling();
        }
    }

    private void FailRunning(Exception error)
    {
        for (var row = _scheduler.Running - 1; row >= 0; row--)
        {
            _scheduler.Row(row).Fail(error);
            _ = _scheduler.Remove(row);
        }
    }
}
