using Gateway.Errors;
using Protocol.Errors;
using State.Keys;

namespace Gateway.Access;

/// <summary>
/// The only door: every path but the health checks needs a key, whether or not something is served there. It stands
/// before routing and looks at the Authorization header alone, never at Host or forwarded headers. Fails closed.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, KeyRing keys)
{
    private const string Scheme = "Bearer ";

    /// <summary>Lets the caller in, or answers 401, or 503 when a key that was known cannot be checked now.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health"))
            return next(context);
        var token = Token(context.Request);
        if (token.IsEmpty)
            return ErrorAnswer.WriteAsync(context, ApiError.MissingApiKey());
        var found = keys.Find(token);
        switch (found.Outcome)
        {
            case KeyOutcome.Found:
                context.Features.Set(new Caller(found.Key!)); // Found always carries its key.
                return next(context);
            case KeyOutcome.StoreUnavailable:
                return ErrorAnswer.WriteAsync(context, ApiError.ServiceUnavailable("Keys cannot be checked at the moment. Try again."));
            case KeyOutcome.Unknown:
            case KeyOutcome.Revoked:
            default:
                return ErrorAnswer.WriteAsync(context, ApiError.InvalidApiKey());
        }
    }

    private static ReadOnlySpan<char> Token(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return [];
        return header.AsSpan(Scheme.Length).Trim();
    }
}
