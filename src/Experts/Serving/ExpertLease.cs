namespace Experts.Serving;

/// <summary>Pins a loaded model to one request: it stays in memory, and the same version answers, until the lease is disposed.</summary>
public sealed class ExpertLease : IDisposable
{
    private Action? _release;

    internal ExpertLease(LoadedModel model, Action release)
    {
        Model = model;
        _release = release;
    }

    /// <summary>What answers.</summary>
    public LoadedModel Model { get; }

    /// <summary>Lets go; a second call does nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
