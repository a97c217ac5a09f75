using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Load.Targets;

namespace Load.Measuring;

/// <summary>A closed loop of streams: each worker reads one to its end before it asks for the next.</summary>
internal sealed class StreamRun : IDisposable
{
    private const int ReadSize = 16 * 1024;
    private static readonly byte[] Body = System.Text.Encoding.UTF8.GetBytes(Prompt.Stream);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1024 })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private readonly ConcurrentBag<StreamSample> _samples = [];

    /// <summary>Runs workers for a time, or until so many streams were asked for.</summary>
    public async Task<StreamResult> RunAsync(Target target, int workers, TimeSpan limit, long streams = long.MaxValue)
    {
        _samples.Clear();
        long left = streams;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));
        return new StreamResult(_samples, Stopwatch.GetElapsedTime(began));

        async Task WorkAsync()
        {
            while (Stopwatch.GetElapsedTime(began) < limit && Interlocked.Decrement(ref left) >= 0)
            {
                _samples.Add(await OnceAsync(target));
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<StreamSample> OnceAsync(Target target)
    {
        long began = Stopwatch.GetTimestamp();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            using HttpRequestMessage request = Request(target);
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using Stream body = await answer.Content.ReadAsStreamAsync();
            return await ReadAsync(answer.IsSuccessStatusCode, body, buffer, began);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException)
        {
            return StreamSample.Failed;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<StreamSample> ReadAsync(bool isSuccess, Stream body, byte[] buffer, long began)
    {
        int reads = 0;
        TimeSpan first = default;
        bool isDone = false;
        while (await body.ReadAsync(buffer) is var count and > 0)
        {
            first = reads++ == 0 ? Stopwatch.GetElapsedTime(began) : first;
            isDone = buffer.AsSpan(0, count).IndexOf("[DONE]"u8) >= 0;
        }

        return isSuccess && isDone ? new StreamSample(first, Stopwatch.GetElapsedTime(began), reads) : StreamSample.Failed;
    }

    private static HttpRequestMessage Request(Target target) => new(HttpMethod.Post, target.ChatCompletions)
    {
        Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        Headers = { { "Authorization", Prompt.Authorization } },
    };
}
