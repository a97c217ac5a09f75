using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Experts.Registry;
using Experts.Serving;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Sessions;

namespace Cli.Models;

/// <summary>
/// <c>models import</c>. The new <c>name@version</c> is the only line on standard output. Whatever ends the import early leaves
/// the registry as it was.
/// </summary>
internal static class ImportCommand
{
    /// <summary>Most tokens of the run that proves a model before it is added.</summary>
    private const int TrialLength = 64;

    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var source = new Argument<string>("path") { Description = "A GGUF file, or a folder of Hugging Face, ONNX Runtime GenAI or PEFT." };
        var name = new Option<string>("--name") { Description = "Name of the expert: a-z, 0-9, '-', '.' and '_'.", Required = true };
        var precision = new Option<Precision?>("--precision") { Description = "Of the matrices. Default: 8 bits, or what loses nothing of the file's own quantisation." };
        var baseModel = new Option<string?>("--base") { Description = "Folder or file of the model that an adapter belongs to." };
        var context = new Option<int?>("--context") { Description = "Most tokens of prompt and answer together. Default: all that the model allows." };
        var domain = new Option<string?>("--domain") { Description = "The domain whose questions it answers." };
        var licence = new Option<string?>("--licence") { Description = "Licence of the weights, such as apache-2.0. Default: what the source says." };
        var aside = new Option<bool>("--not-current") { Description = "Leave the current version as it is." };
        var command = new Command("import", "Turn a model into a version of an expert, and make it the one that answers.")
        {
            source, name, precision, baseModel, context, domain, licence, aside,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var order = new ImportOrder(
                parsed.GetRequiredValue(source), parsed.GetRequiredValue(name), parsed.GetValue(domain), parsed.GetValue(licence), !parsed.GetValue(aside),
                new ImportOptions { Precision = parsed.GetValue(precision), BaseModel = parsed.GetValue(baseModel), ContextLength = parsed.GetValue(context) });
            var registry = new ExpertRegistry(data.Created(parsed).RegistryFolder, time);
            return RunAsync(screen, registry, order, time, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, ExpertRegistry registry, ImportOrder order, TimeProvider time, CancellationToken cancellationToken)
    {
        ExpertRegistry.CheckName(order.Name);
        var (model, version) = await WorkBar.RunAsync(screen.Remarks, "reading the model", bar => ImportAsync(registry, order, bar, time, cancellationToken));
        if (order.BecomesCurrent)
        {
            await registry.SetCurrentAsync(version.Name, version.Version, cancellationToken);
        }

        foreach (string note in model.Notes)
        {
            screen.WriteRemark(note);
        }

        screen.WriteRemark(
            $"{model.Format} {model.Architecture}, {version.Manifest?.Facts.Quantisation}, {ByteText.Of(version.Manifest?.Bytes ?? 0)}" +
            (order.BecomesCurrent ? "; it is current now." : "; not current: 'models current' makes it so."));
        screen.WriteResult($"{version.Name}@{version.Version}");
        return ExitCode.Ok;
    }

    private static async Task<(ImportedModel, ExpertVersion)> ImportAsync(
        ExpertRegistry registry, ImportOrder order, WorkBar bar, TimeProvider time, CancellationToken cancellationToken)
    {
        using ExpertDraft draft = registry.Begin();
        ImportedModel model = await ModelImport.ImportAsync(
            order.Source, draft.Folder, order.Options, bar.Of<ImportProgress>(progress => (progress.Share, progress.Stage)), cancellationToken);
        await TryAsync(draft.Folder, order.Name, time, cancellationToken);
        ExpertVersion version = await registry.AddAsync(draft, order.Name, FactsOf(model, order), bar.Of<RegistryProgress>(RegistryText.Describe), cancellationToken);
        return (model, version);
    }

    /// <summary>Opens what was written and runs it once, so that no version that cannot answer takes over.</summary>
    private static async Task TryAsync(string folder, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        var loader = new ExpertLoader(null, new ExpertLoaderSettings { Slots = 1, ContextLength = TrialLength }, time);
        await using LoadedModel model = await loader.LoadAsync(new ExpertVersion(name, "trial", folder), cancellationToken);
        await ModelTrial.RunAsync(model, cancellationToken);
    }

    private static ExpertFacts FactsOf(ImportedModel model, ImportOrder order) => new()
    {
        Architecture = model.Architecture,
        Quantisation = model.Precision?.ToString().ToLowerInvariant() ?? "as-built",
        OnnxRuntimeVersion = OnnxRuntimeLibrary.Version,
        Domain = order.Domain,
        Base = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(order.Options.BaseModel ?? order.Source))),
        Licence = order.Licence ?? Fact(model.Licence),
    };

    /// <summary>What a foreign file says about itself, if it can be a fact: it is no reason to refuse the model.</summary>
    private static string? Fact(string? foreign) =>
        foreign is { Length: > 0 and <= ExpertFacts.LongestText } && !foreign.Any(char.IsControl) ? foreign : null;

    /// <summary>What the operator asked for.</summary>
    private sealed record ImportOrder(string Source, string Name, string? Domain, string? Licence, bool BecomesCurrent, ImportOptions Options);
}
