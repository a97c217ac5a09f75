using Microsoft.Extensions.Configuration.Json;

namespace Gateway.Hosting;

/// <summary>
/// The operator's settings in the data folder. They count more than the shipped defaults and less than the environment
/// and the command line.
/// </summary>
internal sealed class SettingsFile
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "gateway.json";

    private static readonly SortedSet<string> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        "Access", "AllowedHosts", "Audit", "Augmentation", "Experts", "Gateway", "Kestrel", "Logging", "Retrieval", "Routing", "Samples", "Telemetry", "Upstreams", "Urls",
    };

    private readonly IConfigurationSource[] _sources;

    /// <summary>Adds the file, which need not exist, to the sources of <paramref name="configuration"/>.</summary>
    public SettingsFile(IConfigurationManager configuration, string folder)
    {
        Path = System.IO.Path.Combine(folder, Name);
        var source = new JsonConfigurationSource { Path = Path, Optional = true };
        source.ResolveFileProvider();
        var sources = configuration.Sources;
        var lastFile = sources.Select((item, index) => (item, index)).LastOrDefault(pair => pair.item is JsonConfigurationSource).index;
        sources.Insert(lastFile + 1, source);
        _sources = [.. sources];
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Names the present state of the file; changes whenever it is written, made or removed.</summary>
    public (DateTime Written, long Length) Stamp
    {
        get
        {
            var file = new FileInfo(Path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        }
    }

    /// <summary>Adds the file's sections that nobody reads: a mistyped name would otherwise be passed over in silence.</summary>
    public void Check(List<string> mistakes)
    {
        var file = new JsonConfigurationSource { Path = Path, Optional = true };
        file.ResolveFileProvider();
        foreach (var section in new ConfigurationBuilder().Add(file).Build().GetChildren().Where(section => !Sections.Contains(section.Key)))
            mistakes.Add($"{section.Key} in {Path} is not a section; expected one of {string.Join(", ", Sections)}.");
    }

    /// <summary>Reads all sources anew.</summary>
    /// <exception cref="InvalidDataException">A file is not JSON; the message names it and the place.</exception>
    public IConfiguration Read()
    {
        var builder = new ConfigurationBuilder();
        foreach (var source in _sources)
            builder.Add(source);
        return builder.Build();
    }
}
