using System.Numerics.Tensors;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Sessions;
using Support;
using Xunit;

namespace LanguageModels.Tests.Sessions;

public sealed class EncoderSessionTests
{
    [Fact]
    public async Task Texts_of_any_length_get_the_vectors_they_get_alone_in_their_order()
    {
        using var folder = await ImportAsync();
        var encoder = EncoderFolder.Open(folder.Path);
        using var weights = SharedWeights.Open(encoder.GraphPath);
        using var session = EncoderSession.Open(encoder, weights, new SessionSettings { Threads = 1 });
        var random = new Random(5);
        int[][] texts = [.. Enumerable.Range(0, 12).Select(_ => (int[])[101, .. Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(1000, 20_000)), 102])];

        var together = session.Encode(texts, TestContext.Current.CancellationToken);

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = session.Encode([texts[i]], TestContext.Current.CancellationToken)[0];
            Assert.Equal(1, TensorPrimitives.Norm<float>(alone), 1e-5f);
            Assert.Equal(1, TensorPrimitives.Dot<float>(alone, together[i]), 1e-5f); // rounding of float32 with another width
        }
    }

    [Fact]
    public async Task Texts_that_the_model_cannot_read_are_refused()
    {
        using var folder = await ImportAsync();
        using var session = EncoderSession.Open(EncoderFolder.Open(folder.Path), null, new SessionSettings { Threads = 1 });

        Assert.ThrowsAny<ArgumentException>(() => session.Encode([[]], TestContext.Current.CancellationToken));
        Assert.ThrowsAny<ArgumentException>(() => session.Encode([new int[257]], TestContext.Current.CancellationToken));
        Assert.ThrowsAny<ArgumentException>(() => session.Encode([[1_000_000]], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_decoder_is_not_an_embedding_model()
    {
        var golden = GenAiGolden.Open("llama-tiny-fp32");

        Assert.Contains("embedding_config.json", Assert.Throws<ModelFolderException>(() => EncoderFolder.Open(golden.Path)).Message);
        var folder = new EncoderFolder { Path = golden.Path, GraphPath = Path.Combine(golden.Path, "model.onnx"), Dimensions = 16, MaxLength = 16, VocabularySize = 16 };
        var error = Assert.Throws<ModelFolderException>(() => EncoderSession.Open(folder, null, new SessionSettings { Threads = 1 }));
        Assert.Contains("sentence_embedding", error.Message);
    }

    [Fact]
    public void An_output_that_is_no_table_of_vectors_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var data = new ExternalData(folder.Path))
        {
            var graph = new OnnxGraph(data);
            graph.Input("input_ids", ElementType.Int64);
            graph.Input("attention_mask", ElementType.Int64);
            graph.Output("sentence_embedding", ElementType.Int64);
            graph.Node("Add", "sentence_embedding", ["input_ids", "attention_mask"]);
            graph.Save(folder["model.onnx"]);
        }

        var found = new EncoderFolder { Path = folder.Path, GraphPath = folder["model.onnx"], Dimensions = 16, MaxLength = 16, VocabularySize = 16 };
        Assert.Contains("sentence_embedding", Assert.Throws<ModelFolderException>(() => EncoderSession.Open(found, null, new SessionSettings { Threads = 1 })).Message);
    }

    private static async Task<TemporaryFolder> ImportAsync()
    {
        var model = SharedFolder.File("models", "all-minilm-l6-v2", "config.json");
        Assert.SkipWhen(model is null, SharedFolder.SkipReason);
        var folder = new TemporaryFolder();
        await ModelImport.ImportAsync(
            Path.GetDirectoryName(model)!, folder.Path, new ImportOptions { Precision = Precision.Float32 }, null, TestContext.Current.CancellationToken);
        return folder;
    }
}
