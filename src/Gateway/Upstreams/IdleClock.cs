namespace Gateway.Upstreams;

/// <summary>Bounds each read of an answer by the idle timeout, and all of them by the total timeout. One timer an answer, none a read.</summary>
internal sealed class IdleClock : IDisposable
{
    private readonly CancellationTokenSource _elapsed;
    private readonly CancellationToken _client;
    private readonly TimeProvider _time;
    private readonly TimeSpan _idle;
    private readonly TimeSpan _total;
    private readonly long _began;

    /// <summary>Begins to count the total timeout at <paramref name="began"/>, a timestamp of <paramref name="time"/>.</summary>
    public IdleClock(UpstreamOptions options, long began, TimeProvider time, CancellationToken client)
    {
        _idle = TimeSpan.FromSeconds(options.IdleTimeoutSeconds);
        _total = TimeSpan.FromSeconds(options.TotalTimeoutSeconds);
        _began = began;
        _time = time;
        _client = client;
        _elapsed = CancellationTokenSource.CreateLinkedTokenSource(client);
    }

    /// <summary>Which of the two elapsed, once a read was cancelled by it.</summary>
    public UpstreamFault Fault => _time.GetElapsedTime(_began) >= _total ? UpstreamFault.TotalTimeout : UpstreamFault.IdleTimeout;

    /// <summary>Whether the cancellation of a read came from here and not from the client.</summary>
    public bool HasElapsed => _elapsed.IsCancellationRequested && !_client.IsCancellationRequested;

    /// <summary>Starts the time of one read and gives the token to read with.</summary>
    public CancellationToken Start()
    {
        var left = _total - _time.GetElapsedTime(_began);
        _elapsed.CancelAfter(left < _idle ? (left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1)) : _idle);
        return _elapsed.Token;
    }

    /// <summary>Ends the time of one read.</summary>
    public void Stop() => _elapsed.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _elapsed.Dispose();
}
