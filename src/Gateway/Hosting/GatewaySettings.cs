using Gateway.Access;
using Gateway.Augmentation;
using Gateway.Embedding;
using Gateway.LocalModels;
using Gateway.Recording;
using Gateway.Routing;
using Gateway.Uploads;
using Gateway.Upstreams;

namespace Gateway.Hosting;

/// <summary>All settings, read and checked together, so that an operator sees every mistake at once.</summary>
internal sealed record GatewaySettings
{
    /// <summary>The process.</summary>
    public required GatewayOptions Gateway { get; init; }

    /// <summary>First keys.</summary>
    public required AccessOptions Access { get; init; }

    /// <summary>Upstreams by name.</summary>
    public required Dictionary<string, UpstreamOptions> Upstreams { get; init; }

    /// <summary>Models in this process.</summary>
    public required ExpertsOptions Experts { get; init; }

    /// <summary>The router.</summary>
    public required RoutingOptions Routing { get; init; }

    /// <summary>The search engine.</summary>
    public required RetrievalOptions Retrieval { get; init; }

    /// <summary>Retrieval on the way of a request.</summary>
    public required AugmentationOptions Augmentation { get; init; }

    /// <summary>The audit log.</summary>
    public required RecordingOptions Audit { get; init; }

    /// <summary>Uploaded files.</summary>
    public required UploadOptions Files { get; init; }

    /// <summary>The sample domain.</summary>
    public required SamplesOptions Samples { get; init; }

    /// <summary>Export of telemetry.</summary>
    public required TelemetryOptions Telemetry { get; init; }

    /// <summary>Reads and checks everything.</summary>
    /// <exception cref="SettingsException">There are mistakes; it lists all of them.</exception>
    public static GatewaySettings Read(IConfiguration configuration, SettingsFile? file = null)
    {
        var mistakes = new List<string>();
        file?.Check(mistakes);
        var settings = new GatewaySettings
        {
            Gateway = Section<GatewayOptions>(configuration, nameof(Gateway), mistakes),
            Access = Section<AccessOptions>(configuration, nameof(Access), mistakes),
            Upstreams = ReadUpstreams(configuration, mistakes),
            Experts = Section<ExpertsOptions>(configuration, nameof(Experts), mistakes),
            Routing = Section<RoutingOptions>(configuration, nameof(Routing), mistakes),
            Retrieval = Section<RetrievalOptions>(configuration, nameof(Retrieval), mistakes),
            Augmentation = Section<AugmentationOptions>(configuration, nameof(Augmentation), mistakes),
            Audit = Section<RecordingOptions>(configuration, nameof(Audit), mistakes),
            Files = Section<UploadOptions>(configuration, nameof(Files), mistakes),
            Samples = Section<SamplesOptions>(configuration, nameof(Samples), mistakes),
            Telemetry = Section<TelemetryOptions>(configuration, nameof(Telemetry), mistakes),
        };
        settings.Check(mistakes);
        return mistakes.Count == 0 ? settings : throw new SettingsException(mistakes);
    }

    /// <summary>Reads and checks the upstreams alone, for a reload.</summary>
    public static Dictionary<string, UpstreamOptions> ReadUpstreams(IConfiguration configuration, List<string> mistakes) =>
        configuration.GetSection(nameof(Upstreams)).GetChildren()
            .ToDictionary(child => child.Key, child =>
            {
                var options = Bind<UpstreamOptions>(child, mistakes);
                if (options is { Kind: UpstreamKind.Local, Models.Length: 0 })
                    options = options with { Models = [child.Key] };
                UpstreamOptionsCheck.Check(child.Key, options, mistakes);
                return options;
            });

    private void Check(List<string> mistakes)
    {
        Gateway.Check(mistakes);
        Access.Check(mistakes);
        Experts.Check(mistakes);
        Routing.Check(mistakes);
        Retrieval.Check(mistakes);
        Augmentation.Check(mistakes);
        Audit.Check(mistakes);
        Files.Check(mistakes);
        Telemetry.Check(mistakes);
        if (Routing.GeneralModel is { } model && !ExpertName.TryParse(model, out _) && !Upstreams.Values.Any(upstream => upstream.Models.Contains(model)))
            mistakes.Add($"Routing:GeneralModel is '{model}', which no upstream lists under Models and which names no expert (expert/<name>).");
        if (Samples.Load && !Directory.Exists(Samples.Folder))
            mistakes.Add($"Samples:Folder is '{Samples.Folder}', which does not exist; set Samples:Load to false, or name the folder of the sample documents.");
    }

    private static T Section<T>(IConfiguration configuration, string name, List<string> mistakes) where T : new() =>
        Bind<T>(configuration.GetSection(name), mistakes);

    /// <summary>Reads what is well-formed, so that ranges are checked too; defaults stand in for the rest until the start is refused.</summary>
    private static T Bind<T>(IConfigurationSection section, List<string> mistakes) where T : new()
    {
        var wrong = SectionCheck.Check(section, typeof(T), mistakes);
        if (wrong.Count == 0)
            return section.Get<T>() ?? new T();
        var wellFormed = section.AsEnumerable().Where(pair => !wrong.Any(path => pair.Key == path || pair.Key.StartsWith(path + ":", StringComparison.Ordinal)));
        return new ConfigurationBuilder().AddInMemoryCollection(wellFormed).Build().GetSection(section.Path).Get<T>() ?? new T();
    }
}
