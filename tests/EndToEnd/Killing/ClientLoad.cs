using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using EndToEnd.Running;
using Support;

namespace EndToEnd.Killing;

/// <summary>Many clients that ask one question after the other, half of them for streams, until the gateway dies under them.</summary>
internal sealed class ClientLoad(GatewayProcess process, string model) : IDisposable
{
    private static readonly byte[] EndMark = Encoding.ASCII.GetBytes("data: [DONE]\n\n");

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private readonly ConcurrentQueue<Received> _received = new();
    private int _count;

    /// <summary>Kills the process when the clients together have received so many answers, and returns all they received.</summary>
    public async Task<IReadOnlyCollection<Received>> KillAfterAsync(int answers, int clients, CancellationToken cancellation)
    {
        IEnumerable<Task> running = Enumerable.Range(0, clients).Select(client => AskUntilDeadAsync(client % 2 == 0, answers, cancellation));
        await Task.WhenAll(running.ToArray());
        return _received;
    }

    private async Task AskUntilDeadAsync(bool stream, int answers, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                _received.Enqueue(await AskAsync(stream, cancellation));
                if (Interlocked.Increment(ref _count) == answers)
                {
                    process.Kill();
                }
            }
        }
        catch (Exception death) when (death is HttpRequestException or IOException && Volatile.Read(ref _count) >= answers)
        {
            // The connection ended with the gateway: what this client was reading was not received to its end.
        }
    }

    private async Task<Received> AskAsync(bool stream, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(process.Root, "v1/chat/completions"))
        {
            Content = new StringContent(ApiClient.Question(model, "Hi", stream), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.AppKey);
        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        byte[] body = stream
            ? await ReadStreamAsync(answer.Content, cancellation)
            : await answer.Content.ReadAsByteArrayAsync(cancellation);
        return new Received(answer.Headers.GetValues("x-gateway-audit-id").Single(), Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    /// <summary>A client of a stream is content with the end mark, whatever becomes of the connection after it.</summary>
    private static async Task<byte[]> ReadStreamAsync(HttpContent content, CancellationToken cancellation)
    {
        await using Stream source = await content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        byte[] buffer = new byte[4096];
        while (!body.GetBuffer().AsSpan(0, (int)body.Length).EndsWith(EndMark))
        {
            int count = await source.ReadAsync(buffer, cancellation);
            if (count == 0)
            {
                throw new IOException("The stream ended without its end mark.");
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
