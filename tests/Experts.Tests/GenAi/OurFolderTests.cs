using System.IO.Compression;
using System.Text.Json.Nodes;
using Experts.GenAi;
using Experts.Generation;
using Experts.Sampling;
using Experts.Tests.Generation;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using Support;
using Xunit;

namespace Experts.Tests.GenAi;

/// <summary>Folders that our importer writes, in the official runtime and in our own engine.</summary>
public sealed class OurFolderTests
{
    [Theory]
    [InlineData("llama-gqa")]
    [InlineData("llama-tied-rope-llama3")]
    [InlineData("qwen2")]
    [InlineData("qwen3")]
    public async Task A_folder_of_ours_loads_in_the_real_GenAI_and_both_engines_give_the_reference_tokens(string checkpoint)
    {
        var file = SharedFolder.File("goldens", "decoders", checkpoint, "golden.json.gz");
        Assert.SkipWhen(file is null, SharedFolder.SkipReason);
        using var folder = new TemporaryFolder();
        await ModelImport.ImportAsync(Path.GetDirectoryName(file)!, folder.Path, new ImportOptions { Precision = Precision.Float32 }, null, TestContext.Current.CancellationToken);
        var runs = Golden(file!)["greedy"]!.AsArray();

        await using var genAi = GenAiEngine.Start(folder.Path, GenAiFolder.Settings(), TimeProvider.System);
        await using var own = OnnxEngineConformanceTests.Start(folder.Path);

        foreach (var run in runs.Take(2))
        {
            var request = new GenerationRequest { Prompt = [.. Ids(run!["ids"]!)], MaxTokens = 40, EndTokens = [], Sampling = new SamplingSettings { Temperature = 0 } };
            var expected = Ids(run["tokens"]!);
            Assert.Equal(expected, await genAi.AnswerAsync(request, TestContext.Current.CancellationToken));
            Assert.Equal(expected, await own.AnswerAsync(request, TestContext.Current.CancellationToken));
        }
    }

    private static int[] Ids(JsonNode node) => [.. node.AsArray().Select(id => (int)id!)];

    private static JsonNode Golden(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return JsonNode.Parse(stream)!;
    }
}
