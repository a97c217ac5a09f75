using LanguageModels.Importing;
using LanguageModels.Weights;
using Support;
using Trainer.Backends;
using Xunit;

namespace Trainer.Tests.Backends;

public sealed class LoraAdapterFolderTests
{
    [Fact]
    public void An_adapter_of_peft_is_read_and_written_without_a_change()
    {
        using var model = Adapted("lora-rs-final", out var lora);
        Assert.Equal((4, 8f, true, 4f), (lora.Rank, lora.Alpha, lora.IsRankStabilised, lora.Scale));
        Assert.Equal(LoraOptions.AllProjections.Order(StringComparer.Ordinal), lora.Targets);
        using var folder = new TemporaryFolder();

        LoraAdapterFolder.Write(folder.Path, model.Parameters, lora, "base");

        using var expected = SafetensorsFolder.Open(Golden("lora-rs-final"));
        using var found = SafetensorsFolder.Open(folder.Path);
        Assert.Equal(expected.Tensors.Keys.Order(), found.Tensors.Keys.Order());
        Assert.All(expected.Tensors.Keys, name => Assert.True(expected.Raw(name).SequenceEqual(found.Raw(name)), name));
        Assert.Equal(lora with { Start = folder.Path, Targets = [] }, LoraAdapterFolder.Read(folder.Path) with { Targets = [] });
    }

    [Fact]
    public void A_merged_adapter_says_what_the_reference_says()
    {
        using var model = Adapted("lora-final", out var lora);
        using var merged = new OnnxTrainingBackend().Create(Architecture("final-untied"), new TrainingOptions(), new ModelTensors(model.Parameters, lora), 0);
        var probe = GoldenRun.Open("lora").Fields.GetProperty("probe");
        int[] ids = [.. probe.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        var batch = new TokenBatch(1, ids.Length);
        ids.CopyTo(batch.Tokens, 0);
        var logits = new float[ids.Length * 512];

        merged.Logits(batch, logits);

        // Summing W and B A first rounds otherwise than summing their products: 1e-5 of logits below 10.
        Assert.All(GoldenRun.Reals(probe.GetProperty("merged_logits_last")).Zip(logits[^512..]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Adapters_begin_without_an_effect_and_only_they_are_trained()
    {
        using var plain = TinyModel.Create();
        using var adapted = TinyModel.Create(new TrainingOptions { Lora = new LoraOptions { Rank = 2, Alpha = 4, Targets = ["q_proj", "down_proj"] } });
        var batch = TinyModel.Batch(2, 8);

        Assert.Equal(plain.Score(batch, new float[16]).Sum, adapted.Score(batch, new float[16]).Sum, 1e-9);
        Assert.Equal(8, adapted.Parameters.Trained.Count()); // two layers, two projections, A and B
        Assert.All(adapted.Parameters.Trained, parameter => Assert.Contains(".lora_", parameter.Name));
    }

    [Fact]
    public void A_checkpoint_without_a_tensor_is_refused_by_its_name()
    {
        using var encoder = SafetensorsFolder.Open(Golden("init-encoder"));

        var thrown = Assert.Throws<InvalidDataException>(() => new OnnxTrainingBackend().Create(TinyModel.Shape, new TrainingOptions(), encoder, 0));

        Assert.Contains("'model.embed_tokens.weight' [50, 32] is missing", thrown.Message);
    }

    private static ITrainingModel Adapted(string adapter, out LoraOptions lora)
    {
        lora = LoraAdapterFolder.Read(Golden(adapter));
        using var start = DecoderCheckpoint.Open(Golden("final-untied"));
        return new OnnxTrainingBackend().Create(start.Architecture, new TrainingOptions { Lora = lora }, start.Tensors, 0);
    }

    private static LanguageModels.Graphs.DecoderArchitecture Architecture(string checkpoint)
    {
        using var start = DecoderCheckpoint.Open(Golden(checkpoint));
        return start.Architecture;
    }

    private static string Golden(string name)
    {
        Assert.SkipWhen(SharedFolder.Path is null, SharedFolder.SkipReason);
        return Path.Combine(GoldenRun.Folder, name);
    }
}
