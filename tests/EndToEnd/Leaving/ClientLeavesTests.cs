using System.Net.Http.Headers;
using System.Text;
using Audit.Reading;
using Audit.Records;
using EndToEnd.Running;
using Support;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Leaving;

/// <summary>A client that leaves must not leave work behind: the upstream is told, and the record says it.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class ClientLeavesTests(ModelGateway gateway)
{
    /// <summary>What is promised for the upstream.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hang-before-first", false)]
    [InlineData("hang-before-first", true)]
    [InlineData("hang-mid-stream", false)]
    [InlineData("hang-mid-stream", true)]
    public async Task The_upstream_is_aborted_within_a_second_and_the_record_says_that_the_client_left(string model, bool stream)
    {
        string user = $"leaving-{model}-{stream}";
        using var leaving = new CancellationTokenSource();
        Task<int> asking = AskAsync(model, stream, user, leaving.Token);
        RecordedRequest asked = await gateway.Upstream.Requests.FirstAsync(request => request.User == user, Stop);
        if (stream && model == "hang-mid-stream")
        {
            Assert.True(await asking > 0, "The first event was expected before the client leaves.");
        }

        await leaving.CancelAsync();

        await asked.Aborted.WaitAsync(Limit, Stop);
        AuditRecord record = await Polling.ForAsync("the record to be closed", TimeSpan.FromSeconds(10), () => Task.FromResult(ClosedRecordOf(user)));
        Assert.Equal(RecordOutcome.ClientCancelled, record.Closing!.Outcome);
    }

    /// <summary>Sends a question and reads the first bytes of its answer, if it comes to that; the connection ends with the token.</summary>
    private async Task<int> AskAsync(string model, bool stream, string user, CancellationToken leaving)
    {
        // Without the drain, disposing the answer closes the connection at once instead of reading on for a while.
        var http = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0 });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Process.Root, "v1/chat/completions"))
        {
            Content = new StringContent(ApiClient.Question(model, "Hi", stream, user), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.AppKey);
        request.Headers.Add("X-Client-Request-Id", user);
        try
        {
            HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving);
            leaving.Register(answer.Dispose);
            Stream body = await answer.Content.ReadAsStreamAsync(leaving);
            return await body.ReadAsync(new byte[64], leaving);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private AuditRecord? ClosedRecordOf(string clientRequestId) =>
        new AuditReader(Path.Combine(gateway.Process.DataFolder, "audit")).Newest(20)
            .FirstOrDefault(record => record.Opening.ClientRequestId == clientRequestId && record.Closing is not null);
}
