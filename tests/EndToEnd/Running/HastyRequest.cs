using System.Net.Http.Headers;
using System.Text;
using Audit.Reading;
using Support;

namespace EndToEnd.Running;

/// <summary>A request whose client leaves when a token says so, and what the gateway recorded of it.</summary>
/// <param name="gateway">Whom it asks.</param>
/// <param name="id">The client's own name of the request.</param>
internal sealed class HastyRequest(GatewayProcess gateway, string id)
{
    /// <summary>Sends a chat request and reads the first bytes of its answer, if it comes to that; the connection ends with the token.</summary>
    /// <returns>Number of bytes; 0 when the client left before there was an answer.</returns>
    public async Task<int> AskAsync(string body, CancellationToken leaving)
    {
        // Without the drain, disposing the answer closes the connection at once instead of reading on for a while.
        var http = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0 });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Root, "v1/chat/completions"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.AppKey);
        request.Headers.Add("X-Client-Request-Id", id);
        try
        {
            HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving);
            leaving.Register(answer.Dispose);
            Stream bytes = await answer.Content.ReadAsStreamAsync(leaving);
            return await bytes.ReadAsync(new byte[64], leaving);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>Waits until the gateway has begun to work for the request.</summary>
    public Task OpenedAsync() => Polling.ForAsync("the record to be opened", TimeSpan.FromSeconds(30), () => Task.FromResult(Find(_ => true)));

    /// <summary>Waits for the record of the request's end.</summary>
    public Task<AuditRecord> ClosedAsync() => Polling.ForAsync("the record to be closed", TimeSpan.FromSeconds(10), () => Task.FromResult(Find(record => record.Closing is not null)));

    private AuditRecord? Find(Func<AuditRecord, bool> wanted) =>
        new AuditReader(Path.Combine(gateway.DataFolder, "audit")).Newest(20).FirstOrDefault(record => record.Opening.ClientRequestId == id && wanted(record));
}
