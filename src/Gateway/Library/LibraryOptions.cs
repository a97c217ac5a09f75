namespace Gateway.Library;

/// <summary>Settings of the ingestion, under <c>Ingestion</c>.</summary>
internal sealed record LibraryOptions
{
    /// <summary>Most files that may wait to be read; more are refused with 429. 1 to 1,000,000, default 20,000.</summary>
    public int MaxWaiting { get; init; } = 20_000;

    /// <summary>Most files that become visible together. 1 to 1,000, default 64: each step renews what routing knows of the words.</summary>
    public int FilesAtOnce { get; init; } = 64;

    /// <summary>Folders that are watched, by the domain that each is read into; empty watches none.</summary>
    public Dictionary<string, string> Watch { get; init; } = [];

    /// <summary>Seconds without a change after which a watched folder is read. 0.1 to 3,600, default 2.</summary>
    public double WatchQuietSeconds { get; init; } = 2;

    /// <summary>Seconds between looks at a watched folder, for file systems that report no changes. 1 to 86,400, default 60.</summary>
    public double WatchPollSeconds { get; init; } = 60;

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        Range(nameof(MaxWaiting), MaxWaiting, 1, 1_000_000, mistakes);
        Range(nameof(FilesAtOnce), FilesAtOnce, 1, 1000, mistakes);
        Range(nameof(WatchQuietSeconds), WatchQuietSeconds, 0.1, 3600, mistakes);
        Range(nameof(WatchPollSeconds), WatchPollSeconds, 1, 86_400, mistakes);
        foreach (var (domain, folder) in Watch)
        {
            if (!Retrieval.Ingestion.DomainName.IsAllowed(domain))
            {
                mistakes.Add($"Ingestion:Watch:{domain} is no name of a domain; expected 1 to 64 characters of a-z, 0-9, - and _.");
            }

            if (!Directory.Exists(folder))
            {
                mistakes.Add($"Ingestion:Watch:{domain} is '{folder}', which is no folder.");
            }
        }
    }

    private static void Range(string key, double value, double least, double most, List<string> mistakes)
    {
        if (!(value >= least && value <= most))
        {
            mistakes.Add(FormattableString.Invariant($"Ingestion:{key} is {value}; expected {least} to {most}."));
        }
    }
}
