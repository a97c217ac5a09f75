using LanguageModels.Sessions;
using Support;
using Xunit;

namespace LanguageModels.Tests.Sessions;

public sealed class DamagedFolderTests
{
    [Fact]
    public void A_cut_weight_file_is_refused_with_the_tensor_that_misses()
    {
        using var folder = Copy();
        var path = folder["model.onnx.data"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000]);

        var error = Assert.Throws<ModelFolderException>(() => SharedWeights.Open(folder["model.onnx"]));

        Assert.Contains("cut off", error.Message);
    }

    [Fact]
    public void A_missing_weight_file_is_refused()
    {
        using var folder = Copy();
        File.Delete(folder["model.onnx.data"]);

        Assert.Contains("does not exist", Assert.Throws<ModelFolderException>(() => SharedWeights.Open(folder["model.onnx"])).Message);
    }

    [Fact]
    public void A_cut_or_changed_graph_is_refused_or_read_but_never_worse()
    {
        using var folder = Copy();
        var original = File.ReadAllBytes(folder["model.onnx"]);
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var bytes = original.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(folder["model.onnx"], bytes[..random.Next(round % 2 == 0 ? bytes.Length : 1, bytes.Length + 1)]);

            var error = Record.Exception(() => ExternalTensors.Read(folder["model.onnx"]));

            Assert.True(error is null or ModelFolderException, $"round {round}: {error}");
        }
    }

    [Fact]
    public void A_configuration_that_contradicts_the_graph_is_refused()
    {
        using var folder = Copy();
        var config = folder["genai_config.json"];
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"vocab_size\": 512", "\"vocab_size\": 600"));

        var error = Assert.Throws<ModelFolderException>(() => DecoderSession.Open(ModelFolder.Open(folder.Path), null, new DecoderSettings()));

        Assert.Contains("vocab_size 600", error.Message);
    }

    [Fact]
    public void A_graph_with_an_input_that_nobody_gives_is_refused_by_name()
    {
        using var folder = Copy();
        var config = folder["genai_config.json"];
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"));

        var error = Assert.Throws<ModelFolderException>(() => DecoderSession.Open(ModelFolder.Open(folder.Path), null, new DecoderSettings()));

        Assert.Contains("past_key_values.1", error.Message);
    }

    [Fact]
    public void A_folder_deleted_while_its_session_is_open_goes_on_answering()
    {
        var folder = Copy();
        using var weights = SharedWeights.Open(folder["model.onnx"]);
        using var session = DecoderSession.Open(ModelFolder.Open(folder.Path), weights, new DecoderSettings { Slots = 1, Session = new SessionSettings { Threads = 1, Prepacking = false } });
        session.Prefill(0, [1, 5, 77], 0);
        var expected = session.Logits(0).ToArray();

        folder.Dispose();

        session.Prefill(0, [1, 5, 77], 0);
        Assert.Equal(expected, session.Logits(0).ToArray());
    }

    private static TemporaryFolder Copy()
    {
        var golden = GenAiGolden.Open("llama-tiny-fp32");
        var folder = new TemporaryFolder();
        foreach (var name in (string[])["model.onnx", "model.onnx.data", "genai_config.json"])
        {
            File.WriteAllBytes(folder[name], File.ReadAllBytes(Path.Combine(golden.Path, name)));
        }

        return folder;
    }
}
