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
    Func<ExpertVersion, CancellationToken, Task<LoadedModel>> LoadAsync);
