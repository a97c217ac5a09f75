using Experts.Registry;

namespace Gateway.LocalModels;

/// <summary>Which experts the registry holds. The list is believed for a second, so that lists and checks do not read the disk each time. Thread-safe.</summary>
/// <param name="resolve">Finds a version of a name, the current one for null; null when there is none.</param>
/// <param name="names">All names.</param>
/// <param name="time">Clock.</param>
internal sealed class ExpertCatalogue(Func<string, string?, ExpertVersion?> resolve, Func<IReadOnlyCollection<string>> names, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private Listing? _known;

    /// <summary>All names; those last known while the registry cannot be read.</summary>
    public IReadOnlyCollection<string> Names
    {
        get
        {
            if (_known is { } known && time.GetElapsedTime(known.Seen) < Freshness)
                return known.Names;
            var read = Read();
            _known = new Listing(read, time.GetTimestamp());
            return read;
        }
    }

    /// <summary>Whether there is such an expert or version.</summary>
    public bool Has(ExpertName name) => name.Version is null ? Names.Contains(name.Name) : HasVersion(name);

    private sealed record Listing(IReadOnlyCollection<string> Names, long Seen);

    private IReadOnlyCollection<string> Read()
    {
        try
        {
            return names();
        }
        catch (Exception exception) when (exception is RegistryException or IOException or UnauthorizedAccessException)
        {
            return _known?.Names ?? []; // A registry that cannot be read now does not end the serving of what is loaded.
        }
    }

    private bool HasVersion(ExpertName name)
    {
        try
        {
            return resolve(name.Name, name.Version) is not null;
        }
        catch (Exception exception) when (exception is RegistryException or IOException or UnauthorizedAccessException)
        {
            return true; // It cannot be told now: the host will say what it has, or that it cannot load it.
        }
    }
}
