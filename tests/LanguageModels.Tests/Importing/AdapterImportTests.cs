using System.IO.Compression;
using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Tests.Graphs;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

public sealed class AdapterImportTests
{
    // Merging by hand in float64 is 2.3e-6 from the reference; float32 logits of this size round by 1e-5.
    [Theory]
    [InlineData("lora", "lora-final")]
    [InlineData("lora-rs", "lora-rs-final")]
    public async Task An_adapter_merged_into_its_base_gives_the_logits_of_the_two_together(string run, string adapter)
    {
        using var folder = new TemporaryFolder();
        var probe = Golden(folder)[run]!["probe"]!;
        var imported = await Import(folder, SharedFolder.File("goldens", "training", adapter, "adapter_config.json")!);

        Assert.Equal("peft", imported.Format);
        using var forward = new PlainForward(Path.Combine(folder["model"], DecoderGraph.ScoringFile), layers: 2, keyValueHeads: 2, headSize: 16);
        var expected = GoldenDecoder.Floats(probe["adapter_logits"]!);
        var found = forward.Logits(GoldenDecoder.Ids(probe["ids"]!));
        Assert.True(expected.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-4);
    }

    [Theory]
    [InlineData("use_dora", "true")]
    [InlineData("rank_pattern", """{"q_proj": 8}""")]
    [InlineData("peft_type", "\"IA3\"")]
    [InlineData("alora_invocation_tokens", "[1, 2]")]
    [InlineData("layer_replication", "[[0, 2], [1, 2]]")]
    [InlineData("init_lora_weights", "\"pissa\"")]
    [InlineData("r", "0")]
    public async Task An_adapter_of_another_kind_is_refused_by_the_field_that_says_so(string field, string value)
    {
        using var folder = new TemporaryFolder();
        Golden(folder);
        var config = await ChangedAdapter(folder, json => json[field] = JsonNode.Parse(value));

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder, config));
        Assert.Contains($"'{field}'", error.Message);
    }

    [Fact]
    public async Task An_adapter_of_another_rank_than_its_file_says_is_refused_by_the_tensor()
    {
        using var folder = new TemporaryFolder();
        Golden(folder);
        var config = await ChangedAdapter(folder, json => json["r"] = 5);

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder, config));
        Assert.Contains("lora_A.weight", error.Message);
    }

    [Fact]
    public async Task An_adapter_without_its_base_asks_for_it()
    {
        var adapter = SharedFolder.File("goldens", "training", "lora-final", "adapter_config.json");
        Assert.SkipWhen(adapter is null, SharedFolder.SkipReason);
        using var folder = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<ImportException>(() => ModelImport.ImportAsync(
            Path.GetDirectoryName(adapter)!, folder.Path, new ImportOptions(), null, TestContext.Current.CancellationToken));
        Assert.Contains("base model", error.Message);
    }

    [Fact]
    public async Task Template_tokenizer_settings_and_licence_of_the_adapter_hold_over_those_of_the_base()
    {
        using var folder = new TemporaryFolder();
        Golden(folder);
        File.WriteAllText(folder["base/chat_template.jinja"], "the base's");
        File.WriteAllText(folder["base/README.md"], "---\nlicense: llama3\n---\n");
        var config = await ChangedAdapter(folder, _ => { });
        File.WriteAllText(folder["adapter/README.md"], "---\nlicense: mit\n---\n");

        var plain = await Import(folder, config);
        Assert.Equal("the base's", File.ReadAllText(folder["model/chat_template.jinja"]));
        Assert.Equal("mit (adapter), llama3 (base model)", plain.Licence);

        File.WriteAllText(folder["adapter/tokenizer_config.json"], """{"chat_template": "inside"}""");
        await Import(folder, config);
        Assert.False(File.Exists(folder["model/chat_template.jinja"]), "the base's template file would hide the adapter's");
        Assert.Contains("inside", File.ReadAllText(folder["model/tokenizer_config.json"]));

        File.WriteAllText(folder["adapter/chat_template.jinja"], "the adapter's");
        var own = await Import(folder, config);
        Assert.Equal("the adapter's", File.ReadAllText(folder["model/chat_template.jinja"]));
        Assert.Contains("chat_template.jinja", own.Notes[^1]);
    }

    /// <summary>Reads the reference, and puts the base model into the folder with a tokenizer, which it lacks.</summary>
    private static JsonNode Golden(TemporaryFolder folder)
    {
        var golden = SharedFolder.File("goldens", "training", "training.json.gz");
        Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
        var root = Path.GetDirectoryName(golden)!;
        Directory.CreateDirectory(folder["base"]);
        Copy(Path.Combine(root, "final-untied", "config.json"), folder["base/config.json"]);
        Copy(Path.Combine(root, "final-untied", "model.safetensors"), folder["base/model.safetensors"]);
        Copy(SharedFolder.File("goldens", "decoders", "llama-gqa", "tokenizer.json")!, folder["base/tokenizer.json"]);
        using var file = new GZipStream(File.OpenRead(golden!), CompressionMode.Decompress);
        return JsonNode.Parse(file)!;
    }

    private static async Task<string> ChangedAdapter(TemporaryFolder folder, Action<JsonNode> change)
    {
        var source = SharedFolder.File("goldens", "training", "lora-final", "adapter_config.json")!;
        Directory.CreateDirectory(folder["adapter"]);
        Copy(Path.Combine(Path.GetDirectoryName(source)!, "adapter_model.safetensors"), folder["adapter/adapter_model.safetensors"]);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken))!;
        change(json);
        await File.WriteAllTextAsync(folder["adapter/adapter_config.json"], json.ToJsonString(), TestContext.Current.CancellationToken);
        return folder["adapter/adapter_config.json"];
    }

    private static Task<ImportedModel> Import(TemporaryFolder folder, string adapterConfig) => ModelImport.ImportAsync(
        Path.GetDirectoryName(adapterConfig)!, folder["model"], new ImportOptions { Precision = Precision.Float32, BaseModel = folder["base"] }, null, TestContext.Current.CancellationToken);

    private static void Copy(string from, string to) => File.WriteAllBytes(to, File.ReadAllBytes(from));
}
