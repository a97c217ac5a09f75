using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Support;
using Support.Upstream;
using Xunit;

namespace Conformance.Wire;

/// <summary>What the upstream receives of a request.</summary>
public sealed class ForwardingTests(WireSuite suite)
{
    private const string Body =
        "{ \"model\" : \"text\",\n  \"messages\":[{\"role\":\"user\",\"content\":\"Gr\\u00fc\\u00dfe 🙂\"}], \"user\":\"USER\", "
        + "\"x_b\":{\"z\":1.0,\"a\":[1e2,null]}, \"x_a\":\"\", \"metadata\":{\"k\":\"v\"}, \"seed\": 9007199254740993 }";

    [Fact]
    public async Task A_request_for_a_whole_answer_arrives_byte_for_byte()
    {
        (RecordedRequest received, string sent) = await ForwardAsync(Body, "forwarding/whole");

        Assert.Equal(sent, Encoding.UTF8.GetString(received.Body.Span));
    }

    [Fact]
    public async Task A_request_for_a_stream_arrives_with_no_change_but_the_wish_for_usage()
    {
        (RecordedRequest received, string sent) =
            await ForwardAsync(Body.Replace(" }", ", \"stream\":true }", StringComparison.Ordinal), "forwarding/stream");

        var body = (JsonObject)received.Json.DeepClone();
        Assert.True((bool?)body["stream_options"]?["include_usage"]);
        body.Remove("stream_options");
        Assert.Empty(Comparison.Differences(JsonNode.Parse(sent), body));
    }

    [Fact]
    public async Task The_clients_key_stays_here_and_the_upstreams_key_goes_there()
    {
        (RecordedRequest received, _) = await ForwardAsync(Body, "forwarding/key");

        Assert.Equal("Bearer " + suite.GatewayUpstream.ApiKey, received.Headers["Authorization"]);
        Assert.DoesNotContain(received.Headers, header => header.Value.Contains(GatewayProcess.AppKey, StringComparison.Ordinal));
    }

    private async Task<(RecordedRequest Received, string Sent)> ForwardAsync(string body, string user)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        WireTarget gateway = await suite.GatewayAsync();
        string sent = body.Replace("USER", user, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.BaseUrl + "/chat/completions")
        {
            Content = new StringContent(sent, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.ApiKey);
        using HttpResponseMessage answer = await http.SendAsync(request, cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        return (Assert.Single(suite.GatewayUpstream.Requests.Of(user)), sent);
    }
}
