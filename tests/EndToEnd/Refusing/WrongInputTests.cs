using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Refusing;

/// <summary>Bodies and headers that are wrong: a clear error in OpenAI's envelope, a record, and a process that lives on.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class WrongInputTests(ModelGateway gateway)
{
    private const string Completions = "v1/chat/completions";

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("no JSON", null)]
    [InlineData("a cut object", null)]
    [InlineData("an array", null)]
    [InlineData("null", null)]
    [InlineData("two objects", null)]
    [InlineData("no model", "model")]
    [InlineData("a number as model", "model")]
    [InlineData("a text as stream", "stream")]
    [InlineData("no messages", "messages")]
    [InlineData("empty messages", "messages")]
    [InlineData("a text as messages", "messages")]
    [InlineData("a number as content", "messages[0].content")]
    [InlineData("an unknown role", "messages[0].role")]
    [InlineData("a text as temperature", "temperature")]
    [InlineData("10,000 levels", null)]
    [InlineData("10,000 levels to auto", null)]
    [InlineData("bytes that are no UTF-8", null)]
    [InlineData("bytes that are no UTF-8 to auto", null)]
    public async Task A_wrong_body_is_refused_with_its_reason_and_recorded(string name, string? param)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.PostAsync(Completions, WrongInput.Of(name), "application/json");

        JsonNode error = AssertError(answer, 400);
        Assert.Equal("invalid_request_error", (string?)error["type"]);
        if (param is not null)
        {
            Assert.Equal(param, (string?)error["param"]);
        }

        await AssertRefusedAsync(answer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_that_is_not_declared_as_JSON_is_refused_and_recorded(string? contentType)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.PostAsync(Completions, Encoding.UTF8.GetBytes(ApiClient.Question("text", "Hi")), contentType);

        Assert.Equal("unsupported_media_type", (string?)AssertError(answer, 415)["code"]);
        await AssertRefusedAsync(answer);
    }

    [Theory]
    [InlineData("no-such-model")]
    [InlineData("text\r\nX-Evil: 1")]
    [InlineData("text\nx-gateway-route: none")]
    [InlineData("te\u0007xt\u0000")]
    public async Task A_model_that_does_not_exist_is_not_found_and_its_name_forges_no_header(string model)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync(model, "Hi");

        Assert.Equal("model_not_found", (string?)AssertError(answer, 404)["code"]);
        Assert.False(answer.Headers.ContainsKey("X-Evil"));
        Assert.False(answer.Headers.ContainsKey("x-gateway-route"));
        Assert.DoesNotContain((string)answer.Json["error"]!["message"]!, character => char.IsControl(character));
        await AssertRefusedAsync(answer);
    }

    [Fact]
    public async Task An_id_of_the_client_that_no_header_may_hold_is_kept_out_of_headers()
    {
        string answer = await RawHttp.SendAsync(gateway.Process.Root,
            $"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {GatewayProcess.AppKey}\r\n"
            + "X-Client-Request-Id: a\rX-Evil: 1\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.DoesNotContain("X-Evil", answer);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("auto")]
    public async Task A_prompt_of_ten_megabytes_is_answered(string model)
    {
        using ApiClient client = gateway.Client();
        string prompt = string.Concat(Enumerable.Repeat("a long prompt. ", 10 * 1024 * 1024 / 15));

        ApiAnswer answer = await client.AskAsync(model, prompt);

        Assert.Equal(200, answer.Status);
        Assert.Matches("^aud_", answer.AuditId);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_with_the_limit_and_recorded()
    {
        using ApiClient client = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, Completions)
        {
            Content = new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1]),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.ExpectContinue = true; // Else the connection may be reset before the answer is read.

        ApiAnswer answer = await client.SendAsync(request);

        JsonNode error = AssertError(answer, 413);
        Assert.Equal("request_too_large", (string?)error["code"]);
        Assert.Contains("33554432", (string?)error["message"]);
        await AssertRefusedAsync(answer);
    }

    private static JsonNode AssertError(ApiAnswer answer, int status)
    {
        Assert.True(answer.Status == status, $"Expected {status}, found {answer.Status}: {answer.Text}");
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        JsonNode error = answer.Json["error"]!;
        Assert.NotEmpty((string)error["message"]!);
        return error;
    }

    /// <summary>The caller was known, so there is a record, closed as refused.</summary>
    private async Task AssertRefusedAsync(ApiAnswer answer)
    {
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);
        JsonNode record = await admin.RecordAsync(answer.AuditId);
        Assert.Equal("refused", (string?)record["closed"]!["outcome"]);
        Assert.Equal(answer.Status, (int?)record["closed"]!["status"]);
        Assert.Equal("app", (string?)record["opened"]!["caller"]!["role"]);
    }

    private async Task AssertAliveAsync()
    {
        using ApiClient client = gateway.Client();
        Assert.Equal(200, (await client.AskAsync("text", "Still there?")).Status);
    }
}
