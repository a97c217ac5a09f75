using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Refusing;

/// <summary>Wrong methods, paths and broken HTTP: an error as far as HTTP allows, and a process that lives on.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class WrongTransportTests(ModelGateway gateway)
{
    private static readonly string Head =
        $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {GatewayProcess.AppKey}\r\n"
        + "Content-Type: application/json\r\nConnection: close\r\n";

    [Theory]
    [InlineData("GET", "v1/chat/completions", 405, "method_not_allowed")]
    [InlineData("PUT", "v1/chat/completions", 405, "method_not_allowed")]
    [InlineData("OPTIONS", "v1/chat/completions", 405, "method_not_allowed")]
    [InlineData("DELETE", "v1/models/text", 405, "method_not_allowed")]
    [InlineData("POST", "v1/images/generations", 404, "unknown_url")]
    [InlineData("GET", "", 404, "unknown_url")]
    [InlineData("GET", "v1/%2e%2e/%0D%0AX-Evil:1", 404, "unknown_url")]
    public async Task A_wrong_method_or_path_is_told_in_the_envelope(string method, string path, int status, string code)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, answer.Status);
        Assert.False(answer.Headers.ContainsKey("X-Evil"));
        Assert.Equal(code, (string?)answer.Json["error"]!["code"]);
        Assert.StartsWith("req_", answer.Headers["x-request-id"]);
        Assert.Equal(status == 405, answer.Headers.ContainsKey("Allow"));
    }

    [Fact]
    public async Task A_head_request_is_refused_without_a_body()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "v1/chat/completions"));

        Assert.Equal(405, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\n{\"model\":")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n9\r\n{\"model\":\r\n")]
    public async Task A_body_that_breaks_off_harms_nobody(string rest)
    {
        await RawHttp.SendAsync(gateway.Process.Root, Head + rest, leave: true);

        await AssertAliveAsync();
        Assert.DoesNotContain("failed inside the gateway", gateway.Process.Output);
    }

    [Fact]
    public async Task A_body_that_never_comes_to_its_end_is_given_up_with_an_error()
    {
        string[] answers = await Task.WhenAll(
            RawHttp.SendAsync(gateway.Process.Root, Head + "Content-Length: 1000\r\n\r\n{\"model\":"),
            RawHttp.SendAsync(gateway.Process.Root, Head + "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"model\":\r\n"));

        Assert.All(answers, AssertTimeout);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task A_chunk_size_that_is_no_number_is_a_bad_request()
    {
        string answer = await RawHttp.SendAsync(gateway.Process.Root, Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

        AssertBadRequest(answer);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task A_header_of_100_kB_is_refused()
    {
        string answer = await RawHttp.SendAsync(gateway.Process.Root, Head + $"X-Long: {new string('x', 100_000)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", answer);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task What_is_no_HTTP_at_all_is_refused()
    {
        string answer = await RawHttp.SendAsync(gateway.Process.Root, "\u0016\u0003\u0001 hello\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer);
        await AssertAliveAsync();
    }

    private static void AssertTimeout(string answer)
    {
        Assert.StartsWith("HTTP/1.1 408", answer);
        Assert.Contains("\"type\":\"invalid_request_error\"", answer);
    }

    private static void AssertBadRequest(string answer)
    {
        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.Contains("\"type\":\"invalid_request_error\"", answer);
    }

    private async Task AssertAliveAsync()
    {
        using ApiClient client = gateway.Client();
        Assert.Equal(200, (await client.AskAsync("text", "Still there?")).Status);
    }
}
