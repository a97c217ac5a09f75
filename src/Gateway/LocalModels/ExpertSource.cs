using Experts.Registry;
using Experts.Serving;
using LanguageModels.Sessions;

namespace Gateway.LocalModels;

/// <summary>Where experts come from: a registry and what loads its versions.</summary>
/// <param name="Resolve">Finds a version of a name, the current one for null; null when there is none.</param>
/// <param name="Names">Names of all experts.</param>
/// <param name="BytesOf">What a version will take in memory.</param>
/// <param name="LoadAsync">Loads a version.</param>
internal sealed record ExpertSource(
    Func<string, string?, ExpertVersion?> Resolve,
    Func<IReadOnlyCollection<string>> Names,
    Func<ExpertVersion, long> BytesOf,
    Func<ExpertVersion, CancellationToken, Task<LoadedModel>> LoadAsync)
{
    /// <summary>The versions of a registry, on the engine that the options choose.</summary>
    public static ExpertSource Of(ExpertRegistry registry, ExpertsOptions options, TimeProvider time)
    {
        var settings = new ExpertLoaderSettings
        {
            Slots = options.Slots,
            ContextLength = options.ContextTokens,
            Cache = options.Cache,
            Session = new SessionSettings { Threads = options.Threads, Provider = options.Provider, Device = options.Device },
            GenAiLibrary = options.Engine == ExpertEngine.GenAi ? options.GenAiLibrary : null,
            QueueLimit = options.Queue,
            QueueTime = TimeSpan.FromSeconds(options.QueueSeconds),
        };
        var loader = new ExpertLoader(registry, settings, time);
        return new ExpertSource(
            registry.Resolve,
            () => [.. registry.Names().Where(name => HasCurrent(registry, name))],
            loader.BytesOf,
            loader.LoadAsync);
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
