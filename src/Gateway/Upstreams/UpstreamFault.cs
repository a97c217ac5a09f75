using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Gateway.Upstreams;

/// <summary>Where an exchange with an upstream failed. Every member says whose side it was: the upstream's.</summary>
internal enum UpstreamFault
{
    /// <summary>Nothing failed.</summary>
    None,

    /// <summary>No connection: refused, not found, TLS failed, or not within the connect timeout.</summary>
    Connect,

    /// <summary>Connected, but no response headers within the first-byte timeout.</summary>
    FirstByteTimeout,

    /// <summary>The connection broke before the response headers.</summary>
    BrokenBeforeFirstByte,

    /// <summary>Nothing arrived within the idle timeout of a running answer.</summary>
    IdleTimeout,

    /// <summary>The total timeout elapsed.</summary>
    TotalTimeout,

    /// <summary>The answer broke off, or ended without saying that it was complete.</summary>
    BrokenAnswer,

    /// <summary>The upstream said so itself, by an error event or finish reason in a running answer.</summary>
    ReportedInAnswer,

    /// <summary>The status said that there is an answer, but the body is none that the client could read as what it asked for.</summary>
    NotAnAnswer,

    /// <summary>The answer was larger than the gateway accepts.</summary>
    AnswerTooLarge,

    /// <summary>Its circuit is open: it failed too often just now and is being left alone.</summary>
    CircuitOpen,
}

/// <summary>Tells faults of the upstream from errors of ours.</summary>
internal static class UpstreamFaults
{
    /// <summary>The fault that an exception of the sending stack stands for; null when it is not the upstream's.</summary>
    public static UpstreamFault? Of(Exception exception) => exception switch
    {
        BrokenCircuitException => UpstreamFault.CircuitOpen,
        TimeoutRejectedException => UpstreamFault.FirstByteTimeout,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => UpstreamFault.Connect,
        HttpRequestException or IOException => UpstreamFault.BrokenBeforeFirstByte,
        OperationCanceledException { InnerException: TimeoutException } => UpstreamFault.Connect,
        _ => null,
    };

    /// <summary>The fault in words, for clients and records.</summary>
    public static string Describe(this UpstreamFault fault) => fault switch
    {
        UpstreamFault.None => "no fault",
        UpstreamFault.Connect => "no connection could be made",
        UpstreamFault.FirstByteTimeout => "no answer began within the first-byte timeout",
        UpstreamFault.BrokenBeforeFirstByte => "the connection broke before the answer began",
        UpstreamFault.IdleTimeout => "the answer stopped for longer than the idle timeout",
        UpstreamFault.TotalTimeout => "the answer took longer than the total timeout",
        UpstreamFault.BrokenAnswer => "the answer broke off before its end",
        UpstreamFault.ReportedInAnswer => "the upstream reported an error inside the answer",
        UpstreamFault.NotAnAnswer => "what it answered is not in the form that was asked for",
        UpstreamFault.AnswerTooLarge => "the answer is larger than the gateway accepts",
        UpstreamFault.CircuitOpen => "it failed too often just now and is left alone for some seconds",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    /// <summary>The HTTP status for a fault before the first byte (RFC 9110 15.6).</summary>
    public static int Status(this UpstreamFault fault) => fault switch
    {
        UpstreamFault.CircuitOpen => StatusCodes.Status503ServiceUnavailable,
        UpstreamFault.FirstByteTimeout or UpstreamFault.TotalTimeout or UpstreamFault.IdleTimeout => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status502BadGateway,
    };
}
