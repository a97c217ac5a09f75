using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Load.Hosts;

/// <summary>YARP alone: one catch-all route from memory, nothing logged. What the gateway is measured against.</summary>
internal static class BareYarp
{
    /// <summary>Serves on a loopback port until the process is ended; prints its address first.</summary>
    /// <param name="port">A free port.</param>
    /// <param name="destination">The upstream's root, such as <c>http://127.0.0.1:20001/</c>.</param>
    public static async Task RunAsync(string port, string destination)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddReverseProxy().LoadFromMemory([Route], [Cluster(destination)]);
        await using WebApplication app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"http://127.0.0.1:{port}/v1");
        await app.WaitForShutdownAsync();
    }

    private static RouteConfig Route { get; } = new()
    {
        RouteId = "all",
        ClusterId = "upstream",
        Match = new RouteMatch { Path = "{**all}" },
    };

    private static ClusterConfig Cluster(string destination) => new()
    {
        ClusterId = "upstream",
        Destinations = new Dictionary<string, DestinationConfig> { ["only"] = new() { Address = destination } },
    };
}
