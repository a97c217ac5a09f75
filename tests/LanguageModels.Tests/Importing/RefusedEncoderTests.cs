using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace LanguageModels.Tests.Importing;

/// <summary>Embedding folders, made of a tiny encoder: what is asked for is written, or refused by its field.</summary>
public sealed class RefusedEncoderTests
{
    [Theory]
    [InlineData("config.json", "hidden_act", "\"relu\"")]
    [InlineData("config.json", "num_attention_heads", "7")]
    [InlineData("config.json", "position_embedding_type", "\"relative_key\"")]
    [InlineData("sentence_bert_config.json", "max_seq_length", "0")]
    [InlineData("sentence_bert_config.json", "max_seq_length", "-5")]
    [InlineData("1_Pooling/config.json", "pooling_mode_max_tokens", "true")]
    [InlineData("1_Pooling/config.json", "pooling_mode_mean_tokens", "false")]
    public async Task An_encoder_that_the_graph_does_not_compute_is_refused_by_its_field(string file, string field, string value)
    {
        using var folder = Source();
        Change(folder["source/" + file], json => json[field] = JsonNode.Parse(value));

        var error = await Assert.ThrowsAsync<ImportException>(() => Import(folder));
        Assert.Contains($"'{field}'", error.Message);
        Assert.Contains(Path.GetFileName(file), error.Message);
    }

    [Theory]
    [InlineData("-3")]
    [InlineData("2147483647")]
    public async Task A_padding_token_that_leaves_no_position_is_refused(string pad)
    {
        using var folder = Source();
        Change(folder["source/config.json"], json => (json["model_type"], json["pad_token_id"]) = ("roberta", JsonNode.Parse(pad)));

        Assert.Contains("'pad_token_id'", (await Assert.ThrowsAsync<ImportException>(() => Import(folder))).Message);
    }

    [Theory]
    [InlineData("sentence_transformers.models.Dense", "2_Dense", "Dense")]
    [InlineData("sentence_transformers.models.Pooling", "../1_Pooling", "modules.json")]
    public async Task A_module_that_is_unknown_or_elsewhere_is_refused(string type, string path, string named)
    {
        using var folder = Source();
        File.WriteAllText(folder["source/modules.json"], new JsonArray(new JsonObject { ["type"] = type, ["path"] = path }).ToJsonString());

        Assert.Contains(named, (await Assert.ThrowsAsync<ImportException>(() => Import(folder))).Message);
    }

    [Fact]
    public async Task Pooling_and_length_of_the_vectors_are_those_of_the_module_files()
    {
        int[] one = [2], text = [2, 40, 41, 42, 3];
        var (mean, first, free) = (await Vectors("mean", true, one, text), await Vectors("cls", true, one, text), await Vectors("cls", false, one, text));

        Assert.Equal(mean[0], first[0], (a, b) => Math.Abs(a - b) < 1e-6f); // one token is its own mean
        Assert.True(mean[1].Zip(first[1]).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-2f);
        var length = MathF.Sqrt(free[1].Sum(value => value * value));
        Assert.True(Math.Abs(length - 1) > 0.1f, $"length {length}");
        Assert.Equal(first[1], free[1].Select(value => value / length), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    private static async Task<float[][]> Vectors(string pooling, bool isNormalised, params int[][] texts)
    {
        using var folder = Source();
        Change(folder["source/1_Pooling/config.json"], json => (json["pooling_mode_mean_tokens"], json["pooling_mode_cls_token"]) = (pooling == "mean", pooling == "cls"));
        Change(folder["source/modules.json"], json => json.AsArray().RemoveAt(isNormalised ? 0 : 2)); // the first is the encoder itself
        await Import(folder);
        using var session = EncoderSession.Open(EncoderFolder.Open(folder["model"]), null, new SessionSettings { Threads = 1 });
        return session.Encode(texts, TestContext.Current.CancellationToken);
    }

    /// <summary>The tiny encoder with a tokenizer and module files beside it.</summary>
    private static TemporaryFolder Source()
    {
        var config = SharedFolder.File("goldens", "training", "init-encoder", "config.json");
        Assert.SkipWhen(config is null, SharedFolder.SkipReason);
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["source/1_Pooling"]);
        Copy(config!, folder["source/config.json"]);
        Copy(Path.Combine(Path.GetDirectoryName(config)!, "model.safetensors"), folder["source/model.safetensors"]);
        Copy(SharedFolder.File("goldens", "decoders", "llama-gqa", "tokenizer.json")!, folder["source/tokenizer.json"]);
        foreach (var file in (ReadOnlySpan<string>)["modules.json", "sentence_bert_config.json", "1_Pooling/config.json"])
        {
            Copy(SharedFolder.File(["models", "all-minilm-l6-v2", .. file.Split('/')])!, folder["source/" + file]);
        }

        return folder;
    }

    private static Task<ImportedModel> Import(TemporaryFolder folder) => ModelImport.ImportAsync(
        folder["source"], folder["model"], new ImportOptions { Precision = Precision.Float32 }, null, TestContext.Current.CancellationToken);

    private static void Change(string path, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private static void Copy(string from, string to) => File.WriteAllBytes(to, File.ReadAllBytes(from));
}
