using Experts.Registry;
using Experts.Serving;

namespace Gateway.LocalModels;

/// <summary>Where experts come from: a registry and what loads its versions.</summary>
/// <param name="Resolve">Finds a version of a name, the current one for null; null when there is none.</param>
/// <param name="Names">Names of all experts.</param>
/// <param name="LoadAsync">Loads a version.</param>
internal sealed record ExpertSource(
    Func<string, string?, ExpertVersion?> Resolve,
    Func<IReadOnlyCollection<string>> Names,
    Func<ExpertVersion, CancellationToken, Task<LoadedModel>> LoadAsync)
{
    /// <summary>The versions of a registry, on our own engine.</summary>
    public static ExpertSource Of(ExpertRegistry registry, ExpertsOptions options, TimeProvider time)
    {
        var settings = new ExpertLoaderSettings
        {
            Slots = options.Slots,
            ContextLength = options.ContextTokens,
            Threads = options.Threads,
            QueueLimit = options.Queue,
            QueueTime = TimeSpan.FromSeconds(options.QueueSeconds),
        };
        return new ExpertSource(
            registry.Resolve,
            () => [.. registry.Names().Where(name => HasCurrent(registry, name))],
            new ExpertLoader(registry, settings, time).LoadAsync);
    }

    /// <summary>A name without a current version answers nothing; one whose pointer is damaged is named when it is asked.</summary>
    private static bool HasCurrent(ExpertRegistry registry, string name)
    {
        try
        {
            return registry.Current(name) is not null;
        }
        catch (RegistryException)
        {
            return true;
        }
    }
}
