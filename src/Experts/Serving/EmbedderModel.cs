using Experts.Generation;

namespace Experts.Serving;

/// <summary>
/// An encoder off the callers' threads. One run at a time: a run uses all of the model's threads, and two beside each other
/// only wait for each other. Those that wait are bounded in number and time, as in front of a language model. Thread-safe.
/// </summary>
/// <param name="encode">Computes the vectors of texts in tokens, on the thread that calls it.</param>
/// <param name="release">Frees what computes; called once, when nothing runs.</param>
/// <param name="queueLimit">Most requests that wait for their turn.</param>
/// <param name="queueTime">Longest wait.</param>
/// <param name="time">Clock.</param>
internal sealed class EmbedderModel(
    Func<IReadOnlyList<int[]>, CancellationToken, IReadOnlyList<float[]>> encode, Action release, int queueLimit, TimeSpan queueTime, TimeProvider time)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _waiting;
    private bool _disposed;

    /// <summary>Computes the vectors of texts in tokens.</summary>
    /// <exception cref="EngineBusyException">Too many requests wait already, or this one waited too long.</exception>
    public async Task<IReadOnlyList<float[]>> EncodeAsync(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(() => encode(texts, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None);
        if (!_disposed)
        {
            _disposed = true;
            release();
        }

        _turn.Release();
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (await _turn.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            return;
        }

        using var deadline = new CancellationTokenSource(queueTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            if (Interlocked.Increment(ref _waiting) > queueLimit)
            {
                throw new EngineBusyException($"{queueLimit} requests wait for this embedding model already.");
            }

            await _turn.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineBusyException($"The request waited {queueTime.TotalSeconds} s for this embedding model.");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
