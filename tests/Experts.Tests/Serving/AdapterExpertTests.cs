using Experts.Registry;
using Experts.Sampling;
using Experts.Serving;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using Support;
using Xunit;

namespace Experts.Tests.Serving;

/// <summary>A base model and adapters on it, from a registry, against the same adapters merged.</summary>
public sealed class AdapterExpertTests : IAsyncLifetime
{
    private static readonly string[] Adapters = ["lora-final", "lora-rs-final"];

    private readonly TemporaryFolder _folder = new();
    private ExpertRegistry _registry = null!;
    private string _model = null!;
    private ExpertVersion _base = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var config = SharedFolder.File("goldens", "training", "final-untied", "config.json");
        var tokenizer = SharedFolder.File("goldens", "genai", "llama-tiny-fp32", "tokenizer.json");
        Assert.SkipWhen(config is null || tokenizer is null, SharedFolder.SkipReason);
        _registry = new ExpertRegistry(_folder["registry"], TimeProvider.System);
        _model = Directory.CreateDirectory(_folder["model"]).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(config)!).Concat([tokenizer!, Path.Combine(Path.GetDirectoryName(tokenizer)!, "tokenizer_config.json")]))
        {
            File.Copy(file, Path.Combine(_model, Path.GetFileName(file)));
        }

        _base = await AddAsync("base", null);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Base_and_adapters_answer_together_on_one_engine_as_their_merged_models_do()
    {
        var loader = Loader();
        await using var plain = await loader.LoadAsync(_base, Stop);
        await using var first = await loader.LoadAsync(await AddAdapterAsync(0), Stop);
        await using var second = await loader.LoadAsync(await AddAdapterAsync(1), Stop);
        Assert.True(plain.MemoryBytes > 10 * first.MemoryBytes, "an adapter does not pay for the engine again");
        var expected = new List<string>();
        foreach (var adapter in (string?[])[null, .. Adapters])
        {
            await using var merged = await Loader().LoadAsync(adapter is null ? _base : await AddAsync("merged-" + adapter, adapter), Stop);
            expected.AddRange([await SayAsync(merged.Expert!, "the first prompt"), await SayAsync(merged.Expert!, "another one, longer than the first prompt")]);
        }

        // All at once, twice, so that the second round finds beginnings that the first kept for each.
        for (var round = 0; round < 2; round++)
        {
            var answers = await Task.WhenAll(new[] { plain, first, second }.SelectMany(model =>
                (Task<string>[])[SayAsync(model.Expert!, "the first prompt"), SayAsync(model.Expert!, "another one, longer than the first prompt")]));
            Assert.Equal(expected, answers);
        }

        Assert.Equal(3, expected.Distinct().Count(text => expected.IndexOf(text) % 2 == 0));
    }

    [Fact]
    public async Task An_adapter_outlives_its_base_expert_and_leaves_without_disturbing_others()
    {
        var loader = Loader();
        var plain = await loader.LoadAsync(_base, Stop);
        await using var first = await loader.LoadAsync(await AddAdapterAsync(0), Stop);
        var expected = await SayAsync(first.Expert!, "the first prompt");
        var second = await loader.LoadAsync(await AddAdapterAsync(1), Stop);
        await plain.DisposeAsync();
        await second.DisposeAsync();

        Assert.Equal(expected, await SayAsync(first.Expert!, "the first prompt"));
        await Assert.ThrowsAnyAsync<Exception>(() => SayAsync(second.Expert!, "the first prompt"));
    }

    [Fact]
    public async Task An_adapter_whose_base_is_gone_is_refused_by_its_name()
    {
        var version = await AddAdapterAsync(0);
        await _registry.RemoveAsync("base", _base.Version, Stop);

        Assert.Contains("base@", (await Assert.ThrowsAsync<RegistryException>(() => Loader().LoadAsync(version, Stop))).Message);
    }

    private ExpertLoader Loader() => new(_registry, new ExpertLoaderSettings { Slots = 8, ContextLength = 128, Session = new() { Threads = 1 } }, TimeProvider.System);

    private static Task<string> SayAsync(Expert expert, string prompt) => Task.Run(async () =>
    {
        var tokens = new List<string>();
        var settings = new AnswerSettings { MaxTokens = 24, Sampling = new SamplingSettings { Temperature = 0, TopLogProbabilities = 1 } };
        await foreach (var piece in expert.AnswerAsync(expert.PromptOf(prompt), settings, Stop))
        {
            tokens.AddRange(piece.Tokens.IsDefault ? [] : piece.Tokens.Select(token => token.Text));
        }

        return string.Join('|', tokens);
    });

    private async Task<ExpertVersion> AddAsync(string name, string? adapter)
    {
        using var draft = _registry.Begin();
        var source = adapter is null ? _model : Path.GetDirectoryName(SharedFolder.File("goldens", "training", adapter, "adapter_config.json"))!;
        var options = new ImportOptions { Precision = Precision.Float32, BaseModel = adapter is null ? null : _model };
        await ModelImport.ImportAsync(source, draft.Folder, options, null, Stop);
        return await _registry.AddAsync(draft, name, new ExpertFacts { Architecture = "llama", Quantisation = "float32", OnnxRuntimeVersion = "1" }, null, Stop);
    }

    private async Task<ExpertVersion> AddAdapterAsync(int adapter)
    {
        using var draft = _registry.Begin();
        var facts = AdapterVersion.Write(Path.GetDirectoryName(SharedFolder.File("goldens", "training", Adapters[adapter], "adapter_config.json"))!, draft.Folder, _base);
        return await _registry.AddAsync(draft, Adapters[adapter], facts, null, Stop);
    }
}
