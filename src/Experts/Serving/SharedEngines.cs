using Experts.Generation;
using Experts.Registry;

namespace Experts.Serving;

/// <summary>
/// Engines in memory, one for each version however many ask for it: a base model and its adapters run on one. An engine goes with the
/// last that holds it. Thread-safe.
/// </summary>
/// <param name="start">Starts an engine on a version; the bytes it takes come with it.</param>
internal sealed class SharedEngines(Func<ExpertVersion, (IGenerationEngine Engine, long Bytes)> start)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shared> _engines = new(StringComparer.Ordinal);

    /// <summary>Starts an engine, or holds the one that runs. Blocks while it starts.</summary>
    /// <returns>The engine, to be let go with <see cref="ReleaseAsync"/>, and the bytes that it takes beyond what was taken already.</returns>
    public (IGenerationEngine Engine, long Bytes) Hold(ExpertVersion version)
    {
        Shared shared;
        lock (_gate)
        {
            shared = _engines.TryGetValue(version.Folder, out var known) ? known : _engines[version.Folder] = new Shared(() => start(version));
            shared.Holders++;
        }

        try
        {
            var (engine, bytes) = shared.Started.Value;
            return (engine, Interlocked.Exchange(ref shared.Counted, 1) == 0 ? bytes : 0);
        }
        catch
        {
            LetGo(version, shared);
            throw;
        }
    }

    /// <summary>Lets an engine go.</summary>
    public async ValueTask ReleaseAsync(ExpertVersion version)
    {
        Shared shared;
        lock (_gate)
        {
            shared = _engines[version.Folder];
        }

        if (LetGo(version, shared))
        {
            await shared.Started.Value.Engine.DisposeAsync();
        }
    }

    /// <summary>True when that was the last one.</summary>
    private bool LetGo(ExpertVersion version, Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Holders > 0)
            {
                return false;
            }

            return _engines.Remove(version.Folder);
        }
    }

    private sealed class Shared(Func<(IGenerationEngine Engine, long Bytes)> start)
    {
        public int Counted;

        public Lazy<(IGenerationEngine Engine, long Bytes)> Started { get; } = new(start);

        public int Holders { get; set; }
    }
}
