using System.Collections.Immutable;
using System.Text;
using Gateway.Upstreams;

namespace Gateway.Tests.Upstreams;

/// <summary>Reads a whole event stream through the gateway's stream, as YARP would.</summary>
internal sealed class EventStreamRun(string sent, int pieceSize = 4096)
{
    private readonly StringBuilder _received = new();

    public bool AsksForUsage { get; init; }

    public bool Breaks { get; init; }

    public string? ReceivedWhenClosed { get; private set; }

    /// <summary>What the client would get, what was recorded, and whether the connection would be aborted.</summary>
    public async Task<(string Received, UpstreamAnswer? Answer, bool Aborted)> ReadAsync()
    {
        UpstreamAnswer? answer = null;
        var plan = new ForwardPlan
        {
            Call = new UpstreamCall(ImmutableArray<UpstreamTarget>.Empty, _ => default),
            IsStream = true,
            ClientAskedForUsage = AsksForUsage,
            KeepBytes = 1 << 20,
            OnBegin = () => ValueTask.CompletedTask,
            OnWhole = _ => ValueTask.CompletedTask,
            OnEnd = ended =>
            {
                (answer, ReceivedWhenClosed) = (ended, _received.ToString());
                return ValueTask.CompletedTask;
            },
        };
        using var tape = new AnswerTape(plan.KeepBytes);
        var clock = new IdleClock(new UpstreamOptions(), TimeProvider.System.GetTimestamp(), TimeProvider.System, CancellationToken.None);
        using var stream = new EventStream(new PieceStream(Encoding.UTF8.GetBytes(sent), pieceSize, Breaks), plan, tape, clock);
        return (await DrainAsync(stream), answer, _aborted);
    }

    private bool _aborted;

    private async Task<string> DrainAsync(EventStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[64];
        while (await stream.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
        {
            bytes.AddRange(buffer[..count]);
            _received.Clear().Append(Encoding.UTF8.GetString([.. bytes]));
        }
        _aborted = stream.Fault != UpstreamFault.None;
        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Gives bytes in pieces and then ends, cleanly or not.</summary>
    private sealed class PieceStream(byte[] bytes, int pieceSize, bool breaks) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (breaks && Position == Length)
                throw new IOException("The connection broke.");
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceSize)], cancellationToken);
        }
    }
}
