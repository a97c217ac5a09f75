using System.Text.Json.Nodes;
using Experts.Registry;
using Experts.Sampling;
using Experts.Serving;
using Experts.Tests.GenAi;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace Experts.Tests.Serving;

/// <summary>Real folders, loaded from disk.</summary>
public sealed class ExpertLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_estimate_before_loading_is_what_the_loaded_model_says()
    {
        var version = Version(GenAiFolder.Open("llama-tiny-fp32").Path);
        foreach (var settings in new[] { Settings(), Settings() with { Slots = 16, ContextLength = 0 } })
        {
            var loader = new ExpertLoader(null, settings, TimeProvider.System);

            await using var model = await loader.LoadAsync(version, Stop);

            // The folder's graph and tokenizer are files, too, and not weights.
            Assert.InRange(loader.BytesOf(version) - model.MemoryBytes, 0, 2 << 20);
        }
    }

    [Fact]
    public void The_estimate_counts_the_cache_of_all_slots()
    {
        var version = Version(GenAiFolder.Open("llama-tiny-fp32").Path);
        var one = new ExpertLoader(null, Settings() with { Slots = 1 }, TimeProvider.System).BytesOf(version);
        var many = new ExpertLoader(null, Settings() with { Slots = 9 }, TimeProvider.System).BytesOf(version);

        // 2 layers, keys and values, 2 heads of 16 float32 numbers, 64 positions
        Assert.Equal(8 * 2 * 2 * 2 * 16 * 4 * 64, many - one);
    }

    [Fact]
    public async Task A_tokenizer_with_tokens_that_the_graph_does_not_know_is_refused_by_their_ids()
    {
        var source = GenAiFolder.Open("llama-tiny-fp32").Path;
        foreach (var file in Directory.GetFiles(source))
        {
            File.WriteAllBytes(_folder[Path.GetFileName(file)], File.ReadAllBytes(file));
        }

        var tokenizer = JsonNode.Parse(File.ReadAllText(_folder["tokenizer.json"]))!;
        var added = tokenizer["added_tokens"]!.AsArray();
        var extra = added[0]!.DeepClone();
        (extra["id"], extra["content"]) = (600, "<extra>");
        added.Add(extra);
        File.WriteAllText(_folder["tokenizer.json"], tokenizer.ToJsonString());

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => new ExpertLoader(null, Settings(), TimeProvider.System).LoadAsync(Version(_folder.Path), Stop));
        Assert.Contains("1 from 600 ('<extra>')", refused.Message);
    }

    [Fact]
    public async Task The_GenAI_engine_answers_by_configuration_with_the_same_tokens()
    {
        var genAi = GenAiFolder.Settings();
        var version = Version(GenAiFolder.Open("llama-tiny-fp32").Path);
        var loader = new ExpertLoader(null, Settings() with { GenAiLibrary = genAi.Library }, TimeProvider.System);

        await using var own = await new ExpertLoader(null, Settings(), TimeProvider.System).LoadAsync(version, Stop);
        await using var model = await loader.LoadAsync(version, Stop);

        Assert.StartsWith("onnxruntime-genai", model.Expert!.Fingerprint);
        Assert.StartsWith("onnxruntime ", own.Expert!.Fingerprint);
        Assert.Equal(64, model.Expert.ContextLength);
        Assert.Equal(await SayAsync(own), await SayAsync(model));
    }

    [Fact]
    public async Task A_model_that_computes_passes_its_trial_and_one_of_broken_weights_does_not()
    {
        var source = GenAiFolder.Open("llama-tiny-fp32").Path;
        foreach (var file in Directory.GetFiles(source))
        {
            File.WriteAllBytes(_folder[Path.GetFileName(file)], File.ReadAllBytes(file));
        }

        var loader = new ExpertLoader(null, Settings(), TimeProvider.System);
        await using (var good = await loader.LoadAsync(Version(_folder.Path), Stop))
        {
            await ModelTrial.RunAsync(good, Stop);
        }

        File.WriteAllBytes(_folder["model.onnx.data"], [.. Enumerable.Repeat((byte)0xFF, (int)new FileInfo(_folder["model.onnx.data"]).Length)]);
        await using var broken = await loader.LoadAsync(Version(_folder.Path), Stop);
        await Assert.ThrowsAsync<ModelTrialException>(() => ModelTrial.RunAsync(broken, Stop));
    }

    private static ExpertLoaderSettings Settings() => new() { Slots = 2, ContextLength = 64, Session = new SessionSettings { Threads = 1 } };

    private static ExpertVersion Version(string folder) => new("tiny", "v1", folder);

    private static async Task<string> SayAsync(LoadedModel model)
    {
        var text = "";
        var settings = new AnswerSettings { MaxTokens = 24, Sampling = new SamplingSettings { Temperature = 0 } };
        await foreach (var piece in model.Expert!.AnswerAsync(model.Expert.PromptOf("the law of the land"), settings, Stop))
        {
            text += piece.Text;
        }

        return text;
    }
}
