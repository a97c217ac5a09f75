using Experts.GenAi;
using Experts.Generation;
using Experts.Sampling;
using Experts.Tests.Generation;
using Xunit;

namespace Experts.Tests.GenAi;

public sealed class GenAiEngineTests : GenerationEngineConformance
{
    [Fact]
    public async Task Requests_for_both_adapters_and_the_base_model_at_once_get_the_answers_of_the_merged_weights()
    {
        var folder = GenAiFolder.Open("llama-tiny-lora");
        await using var engine = Start(folder, [.. GenAiGoldenTests.AdaptersOf(folder)]);
        string[] names = ["base", "a", "b"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(i =>
            ReadAsync(engine, Request(folder.Prompts[i / 3], folder.GreedyOfMerged(names[i % 3])[i / 3].Length) with { Adapter = i % 3 })));

        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(folder.GreedyOfMerged(names[i % 3])[i / 3], answers[i].Select(token => token.Choice.Token));
        }
    }

    [Fact]
    public async Task A_request_whose_deadline_passes_while_another_runs_is_told_that_the_engine_is_busy()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        await using var engine = Start(folder, []);
        var lengthy = Request(folder.Prompts[0], 240) with { EndTokens = [] };
        var running = Enumerable.Range(0, 20).Select(_ => ReadAsync(engine, lengthy)).ToArray();

        var late = Request(folder.Prompts[1], 1) with { AdmissionDeadline = DateTimeOffset.UnixEpoch };
        await Assert.ThrowsAsync<EngineBusyException>(() => ReadAsync(engine, late));

        Assert.All(await Task.WhenAll(running), answer => Assert.Equal(240, answer.Count));
    }

    [Theory]
    [MemberData(nameof(Float32))]
    public async Task Drawn_tokens_and_their_probabilities_are_those_of_our_own_engine(string name)
    {
        var folder = GenAiFolder.Open(name);
        await using var engine = Start(folder, []);
        await using var own = OnnxEngineConformanceTests.Start(folder.Path);
        var request = Request(folder.Prompts[2], 24) with { Sampling = new SamplingSettings { Temperature = 0.8f, TopP = 0.9f, Seed = 7, TopLogProbabilities = 3 } };
        var (found, expected) = (await ReadAsync(engine, request), await ReadAsync(own, request));

        Assert.Equal(expected.Select(token => token.Choice.Token), found.Select(token => token.Choice.Token));

        // Logits differ by 3e-5 at most; a log probability holds two such numbers.
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Choice.LogProbability, pair.Second.Choice.LogProbability, 1e-4f));
    }

    [Fact]
    public async Task The_fingerprint_names_both_libraries_and_what_computes()
    {
        await using var engine = Start(GenAiFolder.Open("llama-tiny-fp32"), []);

        Assert.Matches("^onnxruntime-genai [0-9a-f]{12} over onnxruntime [0-9.]+ cpu float32$", engine.Fingerprint);
    }

    protected override IGenerationEngine Start(string folder, int queueLimit) =>
        GenAiEngine.Start(folder, GenAiFolder.Settings() with { QueueLimit = queueLimit }, TimeProvider.System);

    private static GenAiEngine Start(GenAiFolder folder, GenAiAdapter[] adapters) =>
        GenAiEngine.Start(folder.Path, GenAiFolder.Settings() with { Adapters = [.. adapters] }, TimeProvider.System);
}
