using System.Diagnostics;

namespace Support;

/// <summary>How the built gateway is started.</summary>
public static class GatewayProgram
{
    private static readonly string[] OwnSettings =
        ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "GATEWAY__", "ACCESS__", "UPSTREAMS__", "AUDIT__", "SAMPLES__"];

    /// <summary>Where it lies, built in the configuration of the running test.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        SolutionFolder.Path, "src", "Gateway", "bin", SolutionFolder.Configuration, "net10.0", "Gateway.dll");

    internal static ProcessStartInfo StartInfo(GatewaySettings settings, Uri root, string dataFolder)
    {
        if (!File.Exists(Path))
        {
            throw new GatewayStartException($"Expected the built gateway at {Path}; build src/Gateway first.");
        }

        var start = new ProcessStartInfo("dotnet", [Path])
        {
            WorkingDirectory = System.IO.Path.GetDirectoryName(Path),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOwnSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in EnvironmentOf(settings, root, dataFolder))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOwnSetting(string name) =>
        OwnSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<KeyValuePair<string, string>> EnvironmentOf(
        GatewaySettings settings, Uri root, string dataFolder) =>
    [
        new("ASPNETCORE_URLS", root.GetLeftPart(UriPartial.Authority)),
        new("Gateway__DataFolder", dataFolder),
        .. settings.GivesKeys ? Keys() : [],
        new("Audit__Durability", settings.Durability),
        new("Samples__Load", settings.LoadSamples ? "true" : "false"),
        .. settings.Upstreams.SelectMany(upstream => upstream.Environment()),
        .. settings.Environment,
    ];

    private static IEnumerable<KeyValuePair<string, string>> Keys() =>
    [
        new("Access__BootstrapKeys__App", GatewayProcess.AppKey),
        new("Access__BootstrapKeys__Auditor", GatewayProcess.AuditorKey),
        new("Access__BootstrapKeys__Admin", GatewayProcess.AdminKey),
    ];
}
