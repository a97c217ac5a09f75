using System.CommandLine;
using System.Globalization;
using LanguageModels.Graphs;
using Terminal.Output;
using Trainer.Runs;
using Trainer.Stages;

namespace Trainer.Commands;

/// <summary>The options that say what shall be trained; <c>run</c> and <c>plan</c> have the same.</summary>
internal sealed class PlanOptions
{
    private const int MostThreads = 256;

    private readonly Option<string> _domain = new("--domain") { Description = "The domain whose documents are learnt.", Required = true };
    private readonly Option<string?> _expert = new("--expert") { Description = "Name of the expert. Default: that of the domain." };
    private readonly Option<string?> _recipe = new("--recipe") { Description = $"{string.Join(", ", Recipes.All.Select(recipe => recipe.Name))}, or a JSON file. Default: tiny; with --base full or lora." };
    private readonly Option<string?> _base = new("--base") { Description = "Adapt this model instead of training from nothing: a GGUF file or a Hugging Face folder." };
    private readonly Option<string?> _method = new("--method") { Description = "With --base: full (all weights) or lora. Default: lora." };
    private readonly Option<string?> _teacher = new("--teacher") { Description = "For distillation: a larger model with the same tokenizer, as a Hugging Face folder." };
    private readonly Option<string[]> _pairs = new("--pairs") { Description = "JSONL file of questions and notes from the domain's owner; may be given several times.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _test = new("--test") { Description = "JSONL file of questions with checked answers; the report is made of them." };
    private readonly Option<string?> _development = new("--development") { Description = "Other such questions, on which the confidence is fitted." };
    private readonly Option<string?> _general = new("--general") { Description = "Text file or folder of general texts, shown against forgetting." };
    private readonly Option<long?> _tokens = new("--tokens") { Description = "Tokens of all stages together, in the recipe's proportions. Default: the recipe's. A fact needs 1,000 to 1,500." };
    private readonly Option<string?> _budget = new("--budget") { Description = "Time for the whole run, such as 90s, 30m or 2h. Default: as long as the recipe takes." };
    private readonly Option<string> _checkpoints = new("--checkpoint-every") { Description = "Least time between two checkpoints: what a power cut costs at most.", DefaultValueFactory = _ => "20s" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Of everything that is drawn by chance. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of a step. One gives the same expert bit for bit every time. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<Precision> _precision = new("--precision") { Description = "Of the exported matrices. Default: Int8.", DefaultValueFactory = _ => Precision.Int8 };
    private readonly Option<bool> _aside = new("--not-current") { Description = "Leave the expert's current version as it is." };

    /// <summary>Adds them to a command.</summary>
    public Command On(Command command)
    {
        Option[] all = [_domain, _expert, _recipe, _base, _method, _teacher, _pairs, _test, _development, _general, _tokens, _budget, _checkpoints, _seed, _threads, _precision, _aside];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        return command;
    }

    /// <summary>The plan that was asked for.</summary>
    /// <exception cref="CommandException">An option cannot be what it is; the message says what is expected.</exception>
    public RunPlan Read(ParseResult parsed, RunStore store, TimeProvider time)
    {
        var domain = parsed.GetRequiredValue(_domain);
        var recipe = Scaled(RecipeOf(parsed), parsed.GetValue(_tokens));
        return new RunPlan
        {
            Id = store.NewId(domain, recipe.Name),
            Domain = domain,
            Expert = parsed.GetValue(_expert) ?? domain,
            Recipe = recipe,
            Seed = parsed.GetValue(_seed),
            Threads = Threads(parsed.GetValue(_threads)),
            Base = Existing("--base", parsed.GetValue(_base)),
            Teacher = Existing("--teacher", parsed.GetValue(_teacher)),
            Parent = recipe.Shape is null && parsed.GetValue(_base) is null ? LastRun(store, domain, recipe) : null,
            Budget = parsed.GetValue(_budget) is { } budget ? Time("--budget", budget) : null,
            CheckpointEvery = Time("--checkpoint-every", parsed.GetValue(_checkpoints)!), // it has a default
            Precision = parsed.GetValue(_precision),
            PairFiles = [.. (parsed.GetValue(_pairs) ?? []).Select(file => Existing("--pairs", file)!)],
            TestFile = Existing("--test", parsed.GetValue(_test)),
            DevelopmentFile = Existing("--development", parsed.GetValue(_development)),
            GeneralTexts = Existing("--general", parsed.GetValue(_general)),
            BecomesCurrent = !parsed.GetValue(_aside),
            Created = time.GetUtcNow(),
        };
    }

    private Recipe RecipeOf(ParseResult parsed)
    {
        var isAdapting = parsed.GetValue(_base) is not null;
        var method = parsed.GetValue(_method);
        if (method is not (null or "full" or "lora"))
        {
            throw new CommandException($"--method is '{method}'; expected full or lora.");
        }

        if (method is not null && !isAdapting)
        {
            throw new CommandException("--method says how a model is adapted; name the model with --base.");
        }

        var name = parsed.GetValue(_recipe) ?? (isAdapting ? method ?? Recipes.Lora.Name : Recipes.Tiny.Name);
        var recipe = Recipes.All.FirstOrDefault(recipe => recipe.Name == name) ?? FromFile(name);
        return !isAdapting ? recipe
            : recipe.Shape is null ? recipe
            : throw new CommandException($"The recipe '{recipe.Name}' trains a model from nothing and --base names one to adapt. Leave one of them out.");
    }

    private static Recipe Scaled(Recipe recipe, long? tokens)
    {
        if (tokens is < 1)
        {
            throw new CommandException($"--tokens is {tokens}; expected 1 or more.");
        }

        var total = recipe.Stages.Sum(stage => stage.Learning.Tokens);
        return tokens is not { } wanted ? recipe
            : recipe with { Stages = [.. recipe.Stages.Select(stage => stage with { Learning = stage.Learning with { Tokens = Math.Max(1, (long)((double)stage.Learning.Tokens / total * wanted)) } })] };
    }

    private static Recipe FromFile(string path) => File.Exists(path)
        ? RunJson.Read<Recipe>(path)
        : throw new CommandException($"--recipe is '{path}'; expected {string.Join(", ", Recipes.All.Select(recipe => recipe.Name))}, or a JSON file with a recipe.");

    private static string LastRun(RunStore store, string domain, Recipe recipe) =>
        store.List(domain).LastOrDefault(run => run.ReadState().Status == RunStatus.Finished && run.ReadShape() is not null)?.Id
            ?? throw new CommandException($"The recipe '{recipe.Name}' goes on from an earlier run of the domain '{domain}', or adapts a model, and there is neither. Begin with --recipe {Recipes.Tiny.Name}, or name a model with --base.");

    private static string? Existing(string option, string? path) =>
        path is null || File.Exists(path) || Directory.Exists(path) ? (path is null ? null : Path.GetFullPath(path)) : throw new CommandException($"{option}: there is no file or folder '{path}'.");

    private static int Threads(int threads) =>
        threads is >= 1 and <= MostThreads ? threads : throw new CommandException($"--threads is {threads}; expected 1 to {MostThreads}.");

    private static TimeSpan Time(string option, string text)
    {
        var unit = text.Length > 1 ? text[^1] switch { 's' => 1.0, 'm' => 60, 'h' => 3600, _ => 0 } : 0;
        return unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit >= 1
            ? TimeSpan.FromSeconds(number * unit)
            : throw new CommandException($"{option} is '{text}'; expected a time such as 90s, 30m or 2h.");
    }
}
