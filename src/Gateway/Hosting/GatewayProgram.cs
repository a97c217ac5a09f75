using Audit.Log;
using Experts.Registry;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.FineTuning;
using Gateway.Recording;
using Gateway.Uploads;
using Gateway.Upstreams;
using Gateway.VectorStores;
using Retrieval.Stores;
using State.Keys;
using State.Locations;

namespace Gateway.Hosting;

/// <summary>From the command line to a listening gateway.</summary>
internal static class GatewayProgram
{
    /// <summary>Loopback only, unless <c>ASPNETCORE_URLS</c> says otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Runs until it is stopped.</summary>
    /// <exception cref="SettingsException">The configuration is wrong.</exception>
    public static async Task RunAsync(string[] args)
    {
        var app = Build(args, static _ => { });
        await using var telemetry = TelemetryExport.Start(app.Services.GetRequiredService<GatewaySettings>().Telemetry);
        await using (app)
        {
            var banner = await PrepareAsync(app);
            app.Lifetime.ApplicationStarted.Register(() => banner.Print(Console.Out, app.Urls));
            await app.RunAsync();
        }
    }

    /// <summary>Reads the settings and puts everything together; nothing is opened yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="replace">Puts other parts in the place of the usual ones, for tests.</param>
    /// <exception cref="SettingsException">The configuration is wrong.</exception>
    internal static WebApplication Build(string[] args, Action<IServiceCollection> replace)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var folder = DataFolder.Resolve(builder.Configuration["Gateway:DataFolder"]);
        folder.Create();
        var file = new SettingsFile(builder.Configuration, folder.Root);
        builder.Services.AddSingleton(file);
        var settings = GatewaySettings.Read(builder.Configuration, file);
        Listen(builder, settings);
        builder.Services.AddGateway(settings, folder);
        replace(builder.Services);
        var app = builder.Build();
        UseGateway(app);
        return app;
    }

    /// <summary>The pipeline: name the request, let the caller in, find the endpoint, record what it does not record itself.</summary>
    private static void UseGateway(WebApplication app)
    {
        app.UseMiddleware<EnvelopeMiddleware>();
        app.UseMiddleware<AccessMiddleware>();
        app.UseRouting();
        app.UseMiddleware<RecordMiddleware>();
        app.MapGateway();
        app.MapUploads();
        app.MapVectorStores();
        app.MapFineTuning();
    }

    private static void Listen(WebApplicationBuilder builder, GatewaySettings settings)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.Gateway.MaxBodyBytes;
        });
    }

    /// <summary>Opens every store before the first request, so that what is wrong stops the start.</summary>
    internal static async Task<Banner> PrepareAsync(WebApplication app)
    {
        var (settings, folder) = (app.Services.GetRequiredService<GatewaySettings>(), app.Services.GetRequiredService<DataFolder>());
        var time = app.Services.GetRequiredService<TimeProvider>();
        var newKeys = FirstKeys.Ensure(KeyStore.Open(folder.StateDatabase, time), settings.Access.BootstrapKeys);
        var documents = app.Services.GetRequiredService<DocumentStore>();
        await SampleDomain.EnsureAsync(documents, app.Services.GetRequiredService<ExpertRegistry>(), settings.Samples, Console.Out, CancellationToken.None);
        _ = app.Services.GetRequiredService<AuditLog>();
        _ = app.Services.GetRequiredService<KeyRing>();
        await app.Services.GetRequiredService<Preloading>().RunAsync(Console.Out, CancellationToken.None);
        await app.Services.GetRequiredService<WarmUp>().RunAsync(documents.Domains, CancellationToken.None);
        var models = app.Services.GetRequiredService<UpstreamRegistry>().Models;
        return new Banner(folder, newKeys, documents.Domains, models);
    }
}
