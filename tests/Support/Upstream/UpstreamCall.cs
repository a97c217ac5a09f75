using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Support.Upstream;

/// <summary>One request on its way to its answer: what a case may look at, and where it writes.</summary>
/// <param name="Http">Where the answer goes.</param>
/// <param name="Request">The request as recorded.</param>
/// <param name="Attempt">The how-manieth request for this model and <c>user</c> it is, counted from 1.</param>
internal sealed record UpstreamCall(HttpContext Http, RecordedRequest Request, int Attempt)
{
    public string Model => Request.Model;

    public JsonObject Body => Request.Json;

    public bool Stream => Body["stream"] is JsonValue value && value.TryGetValue(out bool stream) && stream;

    public bool WantsUsage => Body["stream_options"]?["include_usage"] is JsonValue value
        && value.TryGetValue(out bool wanted) && wanted;

    public CancellationToken Aborted => Http.RequestAborted;

    public static UpstreamCall From(
        HttpContext http, RecordedRequest request, ConcurrentDictionary<string, int> attempts)
    {
        int attempt = attempts.AddOrUpdate($"{request.Model}\n{request.User}", 1, (_, before) => before + 1);
        return new UpstreamCall(http, request, attempt);
    }
}
