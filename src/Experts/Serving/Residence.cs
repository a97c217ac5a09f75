using Experts.Registry;

namespace Experts.Serving;

/// <summary>A version's place in memory, from the begin of loading to the end of disposal. Changed under the host's lock only.</summary>
internal sealed class Residence(ExpertVersion version, long bytes)
{
    /// <summary>What is loaded.</summary>
    public ExpertVersion Version { get; } = version;

    /// <summary>Bytes it takes: estimated from its files, then as measured.</summary>
    public long Bytes { get; set; } = bytes;

    /// <summary>The model, or why it did not load.</summary>
    public Task<LoadedModel> Loading { get; set; } = Task.FromException<LoadedModel>(new InvalidOperationException("Not begun."));

    /// <summary>Requests that use it or wait for it.</summary>
    public int Leases { get; set; }

    /// <summary>Rises with each use; the lowest was not used for longest.</summary>
    public long LastUse { get; set; }

    /// <summary>A request asked for this very version.</summary>
    public bool IsPinned { get; set; }

    /// <summary>No request for the current version gets it any more; it goes when its last lease ends.</summary>
    public bool IsRetired { get; set; }

    /// <summary>When it failed to load, a timestamp, and how long it is left alone; null while it has not.</summary>
    public (long At, TimeSpan Pause)? Failure { get; set; }

    /// <summary>Whether it can answer.</summary>
    public bool IsReady => Loading.IsCompletedSuccessfully;
}
