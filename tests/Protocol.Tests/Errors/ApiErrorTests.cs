using Protocol.Errors;
using Xunit;

namespace Protocol.Tests.Errors;

public sealed class ApiErrorTests
{
    public static TheoryData<ApiError, int, string, string?, string?> Table => new()
    {
        { ApiError.InvalidRequest("m", "n", "c"), 400, "invalid_request_error", "n", "c" },
        { ApiError.MissingApiKey(), 401, "invalid_request_error", null, "invalid_api_key" },
        { ApiError.InvalidApiKey(), 401, "invalid_request_error", null, "invalid_api_key" },
        { ApiError.PermissionDenied("m"), 403, "permission_error", null, "permission_denied" },
        { ApiError.ModelNotFound("m"), 404, "invalid_request_error", "model", "model_not_found" },
        { ApiError.UnknownPath("GET", "/x"), 404, "invalid_request_error", null, "unknown_url" },
        { ApiError.MethodNotAllowed("GET", "/x", "POST"), 405, "invalid_request_error", null, "method_not_allowed" },
        { ApiError.BodyTooLarge(5), 413, "invalid_request_error", null, "request_too_large" },
        { ApiError.UnsupportedMediaType("text/plain"), 415, "invalid_request_error", null, "unsupported_media_type" },
        { ApiError.RateLimited("m"), 429, "rate_limit_error", null, "rate_limit_exceeded" },
        { ApiError.QuotaExceeded("m"), 429, "insufficient_quota", null, "insufficient_quota" },
        { ApiError.ServerError(), 500, "server_error", null, "internal_error" },
        { ApiError.UpstreamFailed("m"), 502, "server_error", null, "upstream_failed" },
        { ApiError.ServiceUnavailable("m"), 503, "server_error", null, "service_unavailable" },
        { ApiError.UpstreamTimeout("no first byte", TimeSpan.FromSeconds(3)), 504, "server_error", null, "upstream_timeout" },
    };

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void Each_error_has_its_status_type_and_code(ApiError error, int status, string type, string? param, string? code)
    {
        Assert.Equal((status, type, param, code), (error.Status, error.Type, error.Param, error.Code));
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void A_message_says_what_was_asked_for_and_what_would_do()
    {
        Assert.Contains("'gpt-x'", ApiError.ModelNotFound("gpt-x").Message, StringComparison.Ordinal);
        Assert.Contains("'PUT /v1/models'", ApiError.MethodNotAllowed("PUT", "/v1/models", "GET").Message, StringComparison.Ordinal);
        Assert.Contains("Use GET", ApiError.MethodNotAllowed("PUT", "/v1/models", "GET").Message, StringComparison.Ordinal);
        Assert.Contains("1048576 bytes", ApiError.BodyTooLarge(1 << 20).Message, StringComparison.Ordinal);
        Assert.Contains("no first byte within 1.5 s", ApiError.UpstreamTimeout("no first byte", TimeSpan.FromSeconds(1.5)).Message, StringComparison.Ordinal);
        Assert.Contains("found none", ApiError.UnsupportedMediaType(null).Message, StringComparison.Ordinal);
        Assert.Contains("'req-1'", ApiError.ServerError("req-1").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: b", @"a\u000d\u000aSet-Cookie: b")]
    [InlineData("a\0\u001b[31m", @"a\u0000\u001b[31m")]
    [InlineData("right\u202Eleft", @"right\u202eleft")]
    [InlineData("line\u2028end", @"line\u2028end")]
    [InlineData("tag\U000E0041", @"tag\ue0041")]
    [InlineData("own\uE000use", @"own\ue000use")]
    [InlineData("none\u0378yet", @"none\u0378yet")]
    [InlineData("Zürich 東京 😀", "Zürich 東京 😀")]
    public void Control_and_invisible_characters_of_a_client_are_escaped(string hostile, string shown)
    {
        Assert.Contains($"'{shown}'", ApiError.ModelNotFound(hostile).Message, StringComparison.Ordinal);
        Assert.Equal(shown, ApiError.InvalidRequest(hostile, null).Message);
        Assert.Equal(shown, ApiError.InvalidRequest("m", hostile).Param);
    }

    [Fact]
    public void An_unpaired_surrogate_of_a_client_is_replaced() =>
        Assert.Equal("a\uFFFDb", ApiError.InvalidRequest("a\uD800b", null).Message);

    [Fact]
    public void Long_values_of_a_client_are_cut()
    {
        Assert.InRange(ApiError.ModelNotFound(new string('x', 1_000_000)).Message.Length, 100, 300);
        Assert.InRange(ApiError.InvalidRequest(new string('\n', 1_000_000), null).Message.Length, 1_000, 1_010);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(600)]
    public void An_error_has_the_status_of_an_error(int status) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ApiError(status, "m", "t", null, null));
}
