using Experts.Generation;

namespace Experts.GenAi;

/// <summary>Requests that wait for the only place, first come, first served. Thread-safe; its lock is taken once or twice a request.</summary>
internal sealed class WaitingLine(int limit)
{
    private readonly LinkedList<Sequence> _waiting = new();
    private bool _closed;

    /// <summary>False when the line is full.</summary>
    /// <exception cref="ObjectDisposedException">The line is closed.</exception>
    public bool TryAdd(Sequence sequence)
    {
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(GenAiEngine));
            if (_waiting.Count >= limit)
            {
                return false;
            }

            _waiting.AddLast(sequence);
            Monitor.Pulse(_waiting);
            return true;
        }
    }

    /// <summary>True when it still waited.</summary>
    public bool Remove(Sequence sequence)
    {
        lock (_waiting)
        {
            return _waiting.Remove(sequence);
        }
    }

    /// <summary>The next one, waited for; null once the line is closed.</summary>
    public Sequence? Take()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_waiting);
            }

            if (_closed)
            {
                return null;
            }

            var first = _waiting.First!.Value;
            _waiting.RemoveFirst();
            return first;
        }
    }

    /// <summary>Lets nobody in any more; gives those who still waited.</summary>
    public IReadOnlyList<Sequence> Close()
    {
        lock (_waiting)
        {
            _closed = true;
            Sequence[] rest = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_waiting);
            return rest;
        }
    }
}
