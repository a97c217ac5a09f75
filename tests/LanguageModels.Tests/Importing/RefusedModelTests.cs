using System.Text.Json.Nodes;
using LanguageModels.Importing;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

/// <summary>Models that cannot be imported as they are: each is refused by the field or tensor that stands in the way.</summary>
public sealed class RefusedModelTests
{
    [Theory]
    [InlineData("model_type", "\"gpt_neox\"", "model_type")]
    [InlineData("hidden_act", "\"gelu\"", "hidden_act")]
    [InlineData("hidden_size", "null", "hidden_size")]
    [InlineData("hidden_size", "-96", "hidden_size")]
    [InlineData("hidden_size", "\"96\"", "hidden_size")]
    [InlineData("vocab_size", "511", "model.embed_tokens.weight")]
    [InlineData("intermediate_size", "7", "gate_proj.weight")]
    [InlineData("num_hidden_layers", "3", "model.layers.2.")]
    [InlineData("num_hidden_layers", "2000000000", "layers")]
    [InlineData("num_key_value_heads", "4", "key and value heads")]
    [InlineData("head_dim", "15", "head")]
    [InlineData("max_position_embeddings", "2000000000", "positions")]
    [InlineData("rope_parameters", """{"rope_type": "dynamic", "factor": 2}""", "rope_type")]
    [InlineData("rope_parameters", """{"rope_type": "linear", "factor": 0}""", "factor")]
    [InlineData("rope_parameters", """{"rope_type": "default", "rope_theta": 0}""", "rotary")]
    public async Task A_configuration_that_does_not_fit_is_refused_by_field_or_tensor(string field, string value, string named)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["source"]);
        CopyGolden(folder, "model.safetensors", "tokenizer.json", "config.json");
        var config = JsonNode.Parse(await File.ReadAllTextAsync(folder["source/config.json"], TestContext.Current.CancellationToken))!;
        config[field] = JsonNode.Parse(value);
        await File.WriteAllTextAsync(folder["source/config.json"], config.ToJsonString(), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder));
        Assert.Contains(named, error.Message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("model.safetensors")]
    public async Task A_folder_without_one_of_its_files_is_refused_by_its_name(string missing)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["source"]);
        CopyGolden(folder, [.. new[] { "model.safetensors", "tokenizer.json", "config.json" }.Where(file => file != missing)]);

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder));
        Assert.Contains(missing, error.Message);
    }

    [Fact]
    public async Task A_tokenizer_with_tokens_that_the_model_does_not_know_is_refused_by_their_ids()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["source"]);
        CopyGolden(folder, "model.safetensors", "tokenizer.json", "config.json");
        var tokenizer = JsonNode.Parse(await File.ReadAllTextAsync(folder["source/tokenizer.json"], TestContext.Current.CancellationToken))!;
        var added = tokenizer["added_tokens"]!.AsArray();
        foreach (var (id, token) in new[] { (512, "<extra>"), (515, "<last>") })
        {
            var copy = added[0]!.DeepClone();
            (copy["id"], copy["content"]) = (id, token);
            added.Add(copy);
        }

        await File.WriteAllTextAsync(folder["source/tokenizer.json"], tokenizer.ToJsonString(), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder));
        Assert.Contains("2 from 512 ('<extra>') to 515 ('<last>')", error.Message);
        Assert.Contains("512", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    public async Task A_context_without_a_token_is_refused(int length)
    {
        using var folder = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<ImportException>(() => ModelImport.ImportAsync(
            folder.Path, folder["model"], new ImportOptions { ContextLength = length }, null, TestContext.Current.CancellationToken));
        Assert.Contains($"{length} tokens", error.Message);
    }

    [Theory]
    [InlineData("../model.onnx")]
    [InlineData("missing.onnx")]
    public async Task A_GenAI_folder_whose_graph_is_elsewhere_is_refused(string graph)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["source"]);
        var config = new JsonObject { ["model"] = new JsonObject { ["type"] = "llama", ["decoder"] = new JsonObject { ["filename"] = graph } } };
        await File.WriteAllTextAsync(folder["source/genai_config.json"], config.ToJsonString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["source/tokenizer.json"], "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["model.onnx"], "", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder));
        Assert.Contains(graph, error.Message);
    }

    [Fact]
    public async Task A_cancelled_import_ends()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["source"]);
        CopyGolden(folder, "model.safetensors", "tokenizer.json", "config.json");
        using var cancellation = new CancellationTokenSource();
        var progress = new Immediate(_ => cancellation.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ModelImport.ImportAsync(folder["source"], folder["model"], new ImportOptions(), progress, cancellation.Token));
    }

    private static Task<ImportedModel> Import(TemporaryFolder folder) => ModelImport.ImportAsync(folder["source"], folder["model"], new ImportOptions(), null, TestContext.Current.CancellationToken);

    private static void CopyGolden(TemporaryFolder folder, params string[] names)
    {
        foreach (var name in names)
        {
            var file = SharedFolder.File("goldens", "decoders", "llama-gqa", name);
            Assert.SkipWhen(file is null, SharedFolder.SkipReason);
            File.WriteAllBytes(folder["source/" + name], File.ReadAllBytes(file!));
        }
    }

    private sealed class Immediate(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
