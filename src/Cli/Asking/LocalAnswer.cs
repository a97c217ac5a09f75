using Cli.Models;
using Terminal.Output;
using Experts.Registry;
using Experts.Sampling;
using Experts.Serving;

namespace Cli.Asking;

/// <summary>An answer of an expert that is loaded for this one question.</summary>
internal static class LocalAnswer
{
    /// <summary>How the gateway's clients name experts; taken here too.</summary>
    private const string ModelPrefix = "expert/";

    /// <summary>Writes it.</summary>
    /// <exception cref="CommandException">There is no such expert, or it does not chat.</exception>
    public static async Task<int> WriteAsync(Screen screen, string registryFolder, Question question, TimeProvider time, CancellationToken cancellationToken)
    {
        var registry = new ExpertRegistry(registryFolder, time);
        ExpertVersion version = Find(registry, question.Model);
        var loader = new ExpertLoader(registry, new ExpertLoaderSettings { Slots = 1 }, time);
        await using LoadedModel model = await loader.LoadAsync(version, cancellationToken);
        if (model.Expert is not { CanChat: true } expert)
        {
            throw new CommandException($"'{question.Model}' does not chat: it is an embedding model, or has no chat template.");
        }

        var settings = new AnswerSettings
        {
            MaxTokens = question.MaxTokens,
            Sampling = new SamplingSettings { Temperature = question.Temperature, Seed = AnswerSettings.FreshSeed() },
        };
        await foreach (AnswerPiece piece in expert.AnswerAsync(expert.PromptOf([new PromptMessage("user", question.Text)]), settings, cancellationToken))
        {
            await screen.WritePieceAsync(piece.Text);
        }

        await screen.Output.WriteLineAsync();
        screen.WriteRemark($"{version.Name}@{version.Version}, {expert.Fingerprint}");
        return ExitCode.Ok;
    }

    private static ExpertVersion Find(ExpertRegistry registry, string model)
    {
        var (name, version) = ExpertId.Parse(model.StartsWith(ModelPrefix, StringComparison.Ordinal) ? model[ModelPrefix.Length..] : model);
        return registry.Resolve(name, version)
            ?? throw new CommandException($"There is no expert '{model}' with a current version. 'models list' shows what there is.");
    }
}
