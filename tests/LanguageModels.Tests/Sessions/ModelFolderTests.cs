using System.Text.Json.Nodes;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace LanguageModels.Tests.Sessions;

public sealed class ModelFolderTests
{
    [Fact]
    public void A_complete_configuration_is_read()
    {
        using var folder = new TemporaryFolder();

        var model = Open(folder, Config());

        Assert.Equal(("llama", 512, 256, 2, 4, 2, 16), (model.Type, model.VocabularySize, model.ContextLength, model.Layers, model.Heads, model.KeyValueHeads, model.HeadSize));
        Assert.Equal([2, 7], model.EndTokens);
        Assert.Equal(1, model.BeginToken);
        Assert.Equal("past_key_values.1.key", DecoderNames.Of(model.Names.PastKeys, 1));
    }

    [Fact]
    public void Without_a_head_size_the_width_is_divided_among_the_heads()
    {
        using var folder = new TemporaryFolder();
        var config = Config();
        config["model"]!["decoder"]!.AsObject().Remove("head_size");

        Assert.Equal(16, Open(folder, config).HeadSize);
    }

    [Theory]
    [InlineData("vocab_size", "-1")]
    [InlineData("vocab_size", "1e12")]
    [InlineData("context_length", "\"long\"")]
    [InlineData("eos_token_id", "512")]
    [InlineData("decoder.num_hidden_layers", "1000000000")]
    [InlineData("decoder.num_key_value_heads", "5")]
    [InlineData("decoder.filename", "\"../model.onnx\"")]
    [InlineData("decoder.filename", "\"/etc/passwd\"")]
    [InlineData("decoder.inputs.past_key_names", "\"past_key\"")]
    [InlineData("decoder.outputs", "[]")]
    public void A_wrong_field_is_refused_with_its_file_and_name(string field, string value)
    {
        using var folder = new TemporaryFolder();
        var config = Config();
        var place = config["model"]!.AsObject();
        foreach (var part in field.Split('.')[..^1])
        {
            place = place[part]!.AsObject();
        }

        place[field.Split('.')[^1]] = JsonNode.Parse(value);

        var error = Assert.Throws<ModelFolderException>(() => Open(folder, config));

        Assert.Contains("genai_config.json", error.Message);
        Assert.Contains("model." + field, error.Message);
    }

    [Fact]
    public void Missing_cut_and_oversized_configurations_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("Import the model", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message);

        File.WriteAllText(folder["genai_config.json"], Config().ToJsonString()[..100]);
        Assert.Contains("no JSON", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message);

        File.WriteAllText(folder["genai_config.json"], new string(' ', 17 << 20));
        Assert.Contains("at most", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message);
    }

    [Fact]
    public void A_configuration_without_its_graph_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["genai_config.json"], Config().ToJsonString());

        Assert.Contains("model.onnx does not exist", Assert.Throws<ModelFolderException>(() => ModelFolder.Open(folder.Path)).Message);
    }

    private static ModelFolder Open(TemporaryFolder folder, JsonNode config)
    {
        File.WriteAllText(folder["genai_config.json"], config.ToJsonString());
        File.WriteAllText(folder["model.onnx"], "");
        return ModelFolder.Open(folder.Path);
    }

    private static JsonNode Config() => JsonNode.Parse("""
        {"model": {"type": "llama", "context_length": 256, "vocab_size": 512, "bos_token_id": 1, "eos_token_id": [2, 7, 2],
          "decoder": {"filename": "model.onnx", "head_size": 16, "hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2,
            "num_hidden_layers": 2,
            "inputs": {"input_ids": "input_ids", "attention_mask": "attention_mask", "past_key_names": "past_key_values.%d.key", "past_value_names": "past_key_values.%d.value"},
            "outputs": {"logits": "logits", "present_key_names": "present.%d.key", "present_value_names": "present.%d.value"}}}}
        """)!;
}
