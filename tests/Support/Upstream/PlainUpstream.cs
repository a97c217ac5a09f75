using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Support.Upstream;

/// <summary>
/// The fastest honest upstream we can write, for measurements: the same prepared bytes for every call, 954
/// of them with a Content-Length, or 23 events of about 4.8 kB in all with a flush after each.
/// </summary>
/// <remarks>
/// It looks at the request no further than for <c>"stream": true</c>, checks no key and keeps nothing. Run it
/// as a process of its own when the gateway's CPU time is measured.
/// </remarks>
public sealed class PlainUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PlainUpstreamOptions _options;

    private PlainUpstream(WebApplication app, PlainUpstreamOptions options) => (_app, _options) = (app, options);

    /// <summary>The base address that clients are given, such as <c>http://127.0.0.1:40001/v1</c>.</summary>
    public Uri BaseUrl => new(_app.Urls.First() + "/v1");

    /// <summary>Starts a server; it accepts connections when the task completes.</summary>
    public static async Task<PlainUpstream> StartAsync(PlainUpstreamOptions options, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        var upstream = new PlainUpstream(builder.Build(), options);
        upstream._app.Run(upstream.AnswerAsync);
        await upstream._app.StartAsync(cancellation);
        return upstream;
    }

    /// <summary>
    /// The whole of a program that serves until the process is told to end; prints the base address first.
    /// </summary>
    /// <param name="args">See <see cref="PlainUpstreamOptions.Parse"/>.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task RunAsync(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        await using PlainUpstream upstream = await StartAsync(PlainUpstreamOptions.Parse(args), cancellation);
        await Console.Out.WriteLineAsync(upstream.BaseUrl.ToString());
        await upstream._app.WaitForShutdownAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        bool stream = await AsksForStreamAsync(http);
        if (_options.AnswerDelay > TimeSpan.Zero)
        {
            await Task.Delay(_options.AnswerDelay, http.RequestAborted);
        }

        await (stream ? StreamAsync(http) : WholeAsync(http));
    }

    private static async Task WholeAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = PlainAnswer.Whole.Length;
        await http.Response.BodyWriter.WriteAsync(PlainAnswer.Whole, http.RequestAborted);
    }

    private async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = EventStream.ContentType;
        for (int at = 0; at < PlainAnswer.Events.Length; at++)
        {
            if (at > 0 && _options.EventDelay > TimeSpan.Zero)
            {
                await Task.Delay(_options.EventDelay, http.RequestAborted);
            }

            // Writing to the pipe's writer flushes as well.
            await http.Response.BodyWriter.WriteAsync(PlainAnswer.Events[at], http.RequestAborted);
        }
    }

    private static async Task<bool> AsksForStreamAsync(HttpContext http)
    {
        using var body = new MemoryStream(capacity: (int)(http.Request.ContentLength ?? 1024));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        ReadOnlySpan<byte> bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        return bytes.IndexOf("\"stream\":true"u8) >= 0 || bytes.IndexOf("\"stream\": true"u8) >= 0;
    }
}
