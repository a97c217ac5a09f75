using System.Collections.Immutable;

namespace Support.Upstream;

/// <summary>The requests that an upstream has received so far, in order. Safe for use by many threads.</summary>
public sealed class RequestLog
{
    private readonly Lock _lock = new();
    private ImmutableArray<RecordedRequest> _all = [];
    private TaskCompletionSource _grown = NewSignal();

    /// <summary>All requests so far.</summary>
    public ImmutableArray<RecordedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    /// <summary>The requests whose body carries this <c>user</c>.</summary>
    public ImmutableArray<RecordedRequest> Of(string user) => [.. All.Where(request => request.User == user)];

    /// <summary>The first request that meets the condition; waits for it if it has not come yet.</summary>
    public async Task<RecordedRequest> FirstAsync(Func<RecordedRequest, bool> condition, CancellationToken cancellation)
    {
        while (true)
        {
            (ImmutableArray<RecordedRequest> all, Task grown) = Snapshot();
            if (all.FirstOrDefault(condition) is { } found)
            {
                return found;
            }

            await grown.WaitAsync(cancellation);
        }
    }

    internal void Add(RecordedRequest request)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            _all = _all.Add(request);
            (grown, _grown) = (_grown, NewSignal());
        }

        grown.SetResult();
    }

    private (ImmutableArray<RecordedRequest> All, Task Grown) Snapshot()
    {
        lock (_lock)
        {
            return (_all, _grown.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
