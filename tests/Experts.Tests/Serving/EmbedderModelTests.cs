using Experts.Generation;
using Experts.Serving;
using Support;
using Xunit;

namespace Experts.Tests.Serving;

public sealed class EmbedderModelTests
{
    private readonly ManualTimers _time = new();
    private readonly ManualResetEventSlim _go = new();
    private int _released;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_the_limit_of_waiting_requests_are_told_that_the_model_is_busy()
    {
        var model = Make(queueLimit: 2);
        var admitted = Enumerable.Range(0, 3).Select(_ => model.EncodeAsync([[1]], Stop)).ToArray(); // one runs, two wait

        await Assert.ThrowsAsync<EngineBusyException>(() => model.EncodeAsync([[1]], Stop));
        _go.Set();

        Assert.All(await Task.WhenAll(admitted), vectors => Assert.Equal([2f], Assert.Single(vectors)));
        Assert.Single(await model.EncodeAsync([[1]], Stop)); // the line is empty again
    }

    [Fact]
    public async Task A_request_that_waits_too_long_is_told_that_the_model_is_busy_and_takes_no_place_any_more()
    {
        var model = Make(queueLimit: 1);
        var running = model.EncodeAsync([[1]], Stop);
        var waiting = model.EncodeAsync([[1]], Stop);

        _time.Ring();
        await Assert.ThrowsAsync<EngineBusyException>(() => waiting);
        var next = model.EncodeAsync([[1]], Stop);
        _go.Set();

        await Task.WhenAll(running, next);
    }

    [Fact]
    public async Task A_client_that_leaves_the_line_is_cancelled_not_called_busy()
    {
        var model = Make(queueLimit: 1);
        var running = model.EncodeAsync([[1]], Stop);
        using var leaves = new CancellationTokenSource();
        var waiting = model.EncodeAsync([[1]], leaves.Token);

        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _go.Set();
        await running;
    }

    [Fact]
    public async Task The_model_is_freed_once_and_after_the_last_run()
    {
        var model = Make(queueLimit: 1);
        var running = model.EncodeAsync([[1]], Stop);
        var gone = model.DisposeAsync().AsTask();

        Assert.Equal(0, _released);
        _go.Set();
        await Task.WhenAll(running, gone);
        await model.DisposeAsync();

        Assert.Equal(1, _released);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.EncodeAsync([[1]], Stop));
    }

    private EmbedderModel Make(int queueLimit) => new(Encode, () => _released++, queueLimit, TimeSpan.FromSeconds(10), _time);

    private IReadOnlyList<float[]> Encode(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        _go.Wait(cancellationToken);
        return [.. texts.Select(text => new[] { text[0] + 1f })];
    }
}
