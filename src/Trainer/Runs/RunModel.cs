using Experts.Serving;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using LanguageModels.Weights;
using Trainer.Corpus;
using Trainer.Export;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>What a run's first stage starts from, and how text becomes its tokens.</summary>
internal sealed class RunModel : IDisposable
{
    private readonly IDisposable? _opened;

    private RunModel(DecoderArchitecture architecture, NoteFormat format, ModelText text, ITensorSource? start, IDisposable? opened) =>
        (Architecture, Format, Text, Start, _opened) = (architecture, format, text, start, opened);

    /// <summary>The shape.</summary>
    public DecoderArchitecture Architecture { get; }

    /// <summary>How text becomes tokens.</summary>
    public NoteFormat Format { get; }

    /// <summary>Tokenizer and template for the exported folder.</summary>
    public ModelText Text { get; }

    /// <summary>The weights to start from; null starts from chance.</summary>
    public ITensorSource? Start { get; }

    /// <summary>Opens what the plan names.</summary>
    /// <exception cref="RunException">The plan does not say what to train, or names what is not there.</exception>
    public static async Task<RunModel> OpenAsync(RunPlan plan, RunFolder folder, TrainingCorpus corpus, RunStore store, CancellationToken cancellationToken)
    {
        if (plan.Base is { } source)
        {
            return await AdaptedAsync(source, folder, cancellationToken);
        }

        if (plan.Parent is { } parent)
        {
            return Continued(store.Find(parent, plan.Domain) ?? throw new RunException($"The run '{parent}' that this one goes on from is gone. Begin with a recipe that trains from nothing, such as 'tiny'."));
        }

        var shape = plan.Recipe.Shape ?? throw new RunException($"The recipe '{plan.Recipe.Name}' adapts a model: name one with --base.");
        return FromNothing(shape, corpus.TokenizerPath, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _opened?.Dispose();

    private static RunModel FromNothing(ModelShape shape, string tokenizerPath, ITensorSource? start)
    {
        var tokenizer = LanguageModels.Tokenization.Tokenizer.Load(tokenizerPath);
        var text = new ModelText.Trained(
            File.ReadAllBytes(tokenizerPath), NoteTemplate.Jinja, RecipeTokens.Texts[RecipeTokens.End], RecipeTokens.Texts[RecipeTokens.Padding]);
        return new RunModel(shape.ToArchitecture(tokenizer.VocabularySize), new TagFormat(tokenizer), text, start, start);
    }

    private static RunModel Continued(RunFolder parent)
    {
        var plan = parent.ReadPlan();
        var last = plan.Recipe.Stages.Length - 1;
        var stage = parent.Stage(last, plan.Recipe.Stages[last].Create().Name);
        var shape = parent.ReadShape();
        return stage.IsDone && shape is not null
            ? FromNothing(shape, Path.Combine(parent.CorpusOf(parent.ReadState().Corpus ?? ""), "tokenizer.json"), SafetensorsFolder.Open(stage.Weights))
            : throw new RunException($"The run '{parent.Id}' has no weights to go on from: it did not finish, or it adapted another model. Begin with a recipe that trains from nothing, such as 'tiny'.");
    }

    /// <summary>
    /// Of the base, its tokenizer and chat template are taken the way in which a gateway would see them: by importing it once into
    /// the run's folder.
    /// </summary>
    private static async Task<RunModel> AdaptedAsync(string source, RunFolder folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.BaseText))
        {
            await ImportTextAsync(source, folder.BaseText, cancellationToken);
        }

        var checkpoint = DecoderCheckpoint.Open(source);
        try
        {
            var model = ModelFolder.Open(folder.BaseText);
            var format = FormatFolder.Read(model);
            var template = format.Template ?? throw new RunException($"'{source}' has no chat template; a base model must be one that answers.");
            var variables = new Dictionary<string, object?> { ["bos_token"] = format.BeginToken ?? "", ["eos_token"] = format.EndToken ?? "" };
            var end = format.EndTokens[0];
            var architecture = checkpoint.Architecture with { EndTokens = format.EndTokens };
            return new RunModel(
                architecture, new ChatFormat(format.Tokenizer, template, variables, end, architecture.PadToken ?? end), new ModelText.Copied(folder.BaseText), checkpoint.Tensors, checkpoint);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    private static async Task ImportTextAsync(string source, string destination, CancellationToken cancellationToken)
    {
        var unfinished = destination + ".unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await ModelImport.ImportAsync(source, unfinished, new ImportOptions { Precision = Precision.Int4, ContextLength = 64 }, null, cancellationToken);
        foreach (var graph in Directory.EnumerateFiles(unfinished, "*.data"))
        {
            File.Delete(graph);
        }

        Directory.Move(unfinished, destination);
    }
}
