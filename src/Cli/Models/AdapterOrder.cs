using Experts.Registry;
using Experts.Serving;
using LanguageModels.Importing;
using Terminal.Output;

namespace Cli.Models;

/// <summary>An adapter that becomes a version on an expert of the registry, whose engine it will share with its base and other adapters.</summary>
/// <param name="Source">Folder that PEFT saved.</param>
/// <param name="Name">Name of the new expert.</param>
/// <param name="Base">The expert it runs on.</param>
/// <param name="Domain">The domain whose questions it answers; null for none.</param>
/// <param name="Licence">Of the adapter; null for its base's.</param>
internal sealed record AdapterOrder(string Source, string Name, ExpertId Base, string? Domain, string? Licence)
{
    /// <summary>The base that was named, if it is an expert and not a file.</summary>
    public static ExpertId? BaseIn(string? named) => named?.StartsWith(AdapterVersion.BasePrefix, StringComparison.Ordinal) == true
        ? ExpertId.Parse(named[AdapterVersion.BasePrefix.Length..])
        : null;

    /// <summary>Adds the version and runs it once; one that does not run is taken out again.</summary>
    public async Task<(ImportedModel Model, ExpertVersion Version)> AddAsync(
        ExpertRegistry registry, ExpertLoaderSettings trial, IProgress<RegistryProgress>? progress, TimeProvider time, CancellationToken cancellationToken)
    {
        ExpertVersion found = registry.Resolve(Base.Name, Base.Version)
            ?? throw new CommandException($"The registry has no expert '{Base.Name}'{(Base.Version is null ? "" : $" with a version {Base.Version}")}; 'models list' shows what it has.");
        using ExpertDraft draft = registry.Begin();
        ExpertFacts facts = AdapterVersion.Write(Source, draft.Folder, found);
        ExpertVersion version = await registry.AddAsync(
            draft, Name, facts with { Domain = Domain ?? facts.Domain, Licence = Licence ?? facts.Licence }, progress, cancellationToken);
        await TryAsync(registry, version, trial, time, cancellationToken);
        var model = new ImportedModel
        {
            Kind = ModelKind.Decoder,
            Format = "peft",
            Architecture = facts.Architecture,
            Notes = [$"It runs on {found.Name}@{ExpertId.Short(found.Version)} and shares its engine; that version must stay."],
        };
        return (model, version);
    }

    private static async Task TryAsync(ExpertRegistry registry, ExpertVersion version, ExpertLoaderSettings trial, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await using LoadedModel model = await new ExpertLoader(registry, trial, time).LoadAsync(version, cancellationToken);
            await ModelTrial.RunAsync(model, cancellationToken);
        }
        catch
        {
            if (registry.Current(version.Name) != version.Version)
            {
                await registry.RemoveAsync(version.Name, version.Version, CancellationToken.None);
            }

            throw;
        }
    }
}
