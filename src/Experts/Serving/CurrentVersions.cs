using Experts.Registry;

namespace Experts.Serving;

/// <summary>
/// Which version of a name is current, asked of the registry at most once in a while. A registry that cannot be read does
/// not take away what it said before. Thread-safe.
/// </summary>
internal sealed class CurrentVersions(Func<string, string?, ExpertVersion?> resolve, TimeSpan freshness, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ExpertVersion Version, long Seen)> _known = new(StringComparer.Ordinal);

    /// <summary>The current version.</summary>
    /// <param name="name">Name of the expert.</param>
    /// <param name="trouble">Why the registry could not be read, when an older answer stands in; null else.</param>
    /// <exception cref="ExpertNotFoundException">There is none.</exception>
    public ExpertVersion Of(string name, out Exception? trouble)
    {
        trouble = null;
        lock (_gate)
        {
            var isKnown = _known.TryGetValue(name, out var known);
            if (isKnown && time.GetElapsedTime(known.Seen) < freshness)
            {
                return known.Version;
            }

            try
            {
                return Remember(name, resolve(name, null));
            }
            catch (Exception exception) when (isKnown && RegistryTrouble.Is(exception))
            {
                trouble = exception;
                _known[name] = (known.Version, time.GetTimestamp());
                return known.Version;
            }
        }
    }

    /// <summary>Whether a version is the one that was last seen as current.</summary>
    public bool IsCurrent(ExpertVersion version)
    {
        lock (_gate)
        {
            return _known.TryGetValue(version.Name, out var known) && known.Version.Version == version.Version;
        }
    }

    private ExpertVersion Remember(string name, ExpertVersion? version)
    {
        if (version is null)
        {
            _known.Remove(name);
            throw new ExpertNotFoundException(name, null);
        }

        _known[name] = (version, time.GetTimestamp());
        return version;
    }
}
