using Microsoft.AspNetCore.Http.Features;
using Protocol.Errors;

namespace Gateway.Errors;

/// <summary>What the server's own complaints about a request mean in OpenAI's terms.</summary>
internal static class BadRequests
{
    /// <summary>The error for a request that is not well-formed HTTP, too large, or did not arrive in time.</summary>
    public static ApiError Of(HttpContext context, BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge =>
            ApiError.BodyTooLarge(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0),
        StatusCodes.Status408RequestTimeout =>
            new ApiError(exception.StatusCode, "The request body did not arrive in time. Send it again.", ErrorTypes.InvalidRequest, null, "request_timeout"),
        _ => new ApiError(exception.StatusCode, $"The request is not well-formed HTTP: {exception.Message}", ErrorTypes.InvalidRequest, null, null),
    };
}
