using Microsoft.Net.Http.Headers;

namespace Gateway.Endpoints;

/// <summary>Whether a request says that it carries JSON.</summary>
internal static class JsonContent
{
    /// <summary>True for <c>application/json</c> and <c>application/*+json</c>; other types, and none at all, are refused.</summary>
    public static bool IsDeclared(HttpRequest request) =>
        request.ContentType == "application/json"
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));
}
