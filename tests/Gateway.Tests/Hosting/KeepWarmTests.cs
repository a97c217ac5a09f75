using System.Threading.Channels;
using Gateway.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Support;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class KeepWarmTests
{
    private readonly ManualTimers _time = new();
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _looks = Channel.CreateUnbounded<string>();
    private volatile string? _version = "one";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Domains_are_asked_after_each_ingestion_and_not_without_one()
    {
        await using var service = await StartAsync();
        Assert.Equal("one", await _asked.Reader.ReadAsync(Stop));

        await RingUntilAsync(_looks);
        await RingUntilAsync(_looks);
        Assert.False(_asked.Reader.TryRead(out _));

        _version = "two";
        Assert.Equal("two", await RingUntilAsync(_asked));
    }

    [Fact]
    public async Task Documents_that_cannot_be_read_end_nothing_and_are_looked_at_again()
    {
        await using var service = await StartAsync();
        await _asked.Reader.ReadAsync(Stop);
        _version = null;
        while (await RingUntilAsync(_looks) != "")
        {
        }

        _version = "two";
        Assert.Equal("two", await RingUntilAsync(_asked));
    }

    private async Task<Running> StartAsync()
    {
        var service = new KeepWarm(Version, _ => _asked.Writer.WriteAsync(_version!, Stop).AsTask(), _time, NullLogger<KeepWarm>.Instance);
        await service.StartAsync(Stop);
        await _looks.Reader.ReadAsync(Stop);
        return new Running(service);
    }

    private string Version()
    {
        _looks.Writer.TryWrite(_version ?? "");
        return _version ?? throw new IOException("The disk is gone.");
    }

    /// <summary>Rings until the service says something: it may not wait for the bell yet.</summary>
    private async Task<string> RingUntilAsync(Channel<string> said)
    {
        string? text;
        while (!said.Reader.TryRead(out text))
        {
            _time.Ring();
            await Task.Yield();
        }

        return text;
    }

    private sealed class Running(KeepWarm service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await service.StopAsync(CancellationToken.None);
            service.Dispose();
        }
    }
}
