namespace Gateway.Hosting;

/// <summary>The sample domain, under <c>Samples</c>.</summary>
internal sealed record SamplesOptions
{
    /// <summary>Name of the sample domain.</summary>
    public const string Domain = "merrow-vane";

    /// <summary>Whether the first start loads the sample domain. Default true.</summary>
    public bool Load { get; init; } = true;

    /// <summary>Folder of its documents. Default: <c>samples</c> beside the program, where the build puts them.</summary>
    public string Folder { get; init; } = Path.Combine(AppContext.BaseDirectory, "samples", Domain, "documents");

    /// <summary>Folder of its expert, a version as a registry keeps it; empty for none. Default: beside the documents.</summary>
    public string ExpertFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "samples", Domain, "expert");
}
