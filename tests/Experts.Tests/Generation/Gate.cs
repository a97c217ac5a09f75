namespace Experts.Tests.Generation;

/// <summary>Stops the engine's thread at one place until the test lets it go on.</summary>
internal sealed class Gate(string at = "prefill") : IDisposable
{
    private readonly ManualResetEventSlim _open = new(false);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Pass(string run)
    {
        if (run == at)
        {
            _reached.TrySetResult();
            _open.WaitHandle.WaitOne();
        }
    }

    public Task ReachedAsync(CancellationToken cancellationToken) => _reached.Task.WaitAsync(cancellationToken);

    public void Open() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _open.Dispose();
    }
}
