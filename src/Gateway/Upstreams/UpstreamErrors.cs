using Protocol.Errors;

namespace Gateway.Upstreams;

/// <summary>The one table from upstream faults before the first byte to what the client is told.</summary>
internal static class UpstreamErrors
{
    /// <summary>The error for a fault; its status is that of <see cref="UpstreamFaults.Status"/>.</summary>
    public static ApiError Of(UpstreamFault fault) => fault.Status() switch
    {
        StatusCodes.Status504GatewayTimeout => new ApiError(504, $"The upstream model server was too slow: {fault.Describe()}.", ErrorTypes.Server, null, "upstream_timeout"),
        StatusCodes.Status503ServiceUnavailable => ApiError.ServiceUnavailable($"The upstream model server is not available: {fault.Describe()}."),
        _ => ApiError.UpstreamFailed(fault.Describe() + "."),
    };
}
