using System.Net.Http.Headers;
using System.Text;
using Support.Upstream;
using Xunit;

namespace Conformance.Wire;

/// <summary>A client that goes away frees the upstream, whatever it was waiting for.</summary>
public sealed class DisconnectTests(WireSuite suite)
{
    // The promise to users is a second; a machine busy with other tests may take longer to run the code at all.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("hang-before-first", true)]
    [InlineData("hang-before-first", false)]
    [InlineData("hang-mid-stream", true)]
    [InlineData("hang-mid-stream", false)]
    public async Task The_upstream_is_aborted_when_the_client_leaves(string model, bool stream)
    {
        string user = $"disconnect/{model}/{stream}";
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task call = CallAsync(await suite.GatewayAsync(), model, stream, user, leave.Token);
        RecordedRequest received = await suite.GatewayUpstream.Requests.FirstAsync(
            request => request.User == user, TestContext.Current.CancellationToken);

        await leave.CancelAsync();

        await received.Aborted.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static async Task CallAsync(
        WireTarget target, string model, bool stream, string user, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, target.BaseUrl + "/chat/completions")
        {
            Content = new StringContent(
                $$"""{"model":"{{model}}","messages":[{"role":"user","content":"x"}],"user":"{{user}}","stream":{{(stream ? "true" : "false")}}}""",
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.ApiKey);
        using HttpResponseMessage answer =
            await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await answer.Content.CopyToAsync(Stream.Null, cancellation);
    }
}
