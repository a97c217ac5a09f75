using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Rewriting;
using LanguageModels.Sessions;
using LanguageModels.Tests.Graphs;
using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Sessions;

public sealed class AdapterTests
{
    private static readonly string[] Names = ["lora-final", "lora-rs-final"];

    [Fact]
    public void Rows_of_one_batch_have_different_adapters_and_equal_the_merged_models()
    {
        using var model = new Model();
        using var session = model.Open(model.Folder.Path);
        int[] adapters = [session.Load(model.Adapter(0)), 0, session.Load(model.Adapter(1)), 1];
        var prompt = model.Ids;
        for (var slot = 0; slot < 4; slot++)
        {
            session.Prefill(slot, prompt, 0, adapters[slot]);
        }

        session.Decode([3, 3, 3, 3], [prompt.Length, prompt.Length, prompt.Length, prompt.Length], adapters);

        var together = Enumerable.Range(0, 4).Select(row => session.Logits(row).ToArray()).ToArray();
        Near(model.Merged(0, prompt, 3), together[0]);
        Near(model.Merged(null, prompt, 3), together[1]);
        Near(model.Merged(1, prompt, 3), together[2]);
        Assert.Equal(together[0], together[3]);
        Assert.NotEqual(together[0], together[1]);
    }

    [Fact]
    public void An_adapter_gives_the_logits_of_the_reference_at_every_position()
    {
        using var model = new Model();
        using var session = model.Open(model.Folder.Path);
        var adapter = session.Load(model.Adapter(0));

        session.Score(0, model.Ids, 0, adapter);

        var expected = GoldenDecoder.Floats(model.Probe["adapter_logits"]!);
        for (var i = 0; i < model.Ids.Length; i++)
        {
            Near(expected[(i * session.VocabularySize)..((i + 1) * session.VocabularySize)], session.Logits(i).ToArray());
        }
    }

    [Fact]
    public void An_adapter_that_is_unloaded_leaves_its_place_to_the_next_and_the_rest_as_they_were()
    {
        using var model = new Model();
        using var session = model.Open(model.Folder.Path, 2);
        var (first, second) = (session.Load(model.Adapter(0)), session.Load(model.Adapter(1)));
        var before = Logits(session, model.Ids, second);
        Assert.Throws<InvalidOperationException>(() => session.Load(model.Adapter(0)));

        session.Unload(first);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Prefill(0, model.Ids, 0, first));
        Assert.Equal(first, session.Load(model.Adapter(1)));

        Assert.Equal(before, Logits(session, model.Ids, second));
        Assert.Equal(before, Logits(session, model.Ids, first));
    }

    [Fact]
    public void An_adapter_of_another_model_is_refused_with_the_matrix_that_does_not_fit()
    {
        using var model = new Model();
        var other = GenAiGolden.Open("llama-tiny-fp32");
        using var session = model.Open(model.Folder.Path);
        using var foreign = DecoderSession.Open(ModelFolder.Open(other.Path), null, new DecoderSettings { Slots = 1 });

        Assert.Contains("model.layers.0", Assert.Throws<ModelFolderException>(() => foreign.Load(model.Adapter(0))).Message);
    }

    [Fact]
    public void Adapters_work_beside_a_cache_in_8_bits()
    {
        using var model = new Model();
        using var session = model.Open(model.Folder.Path, 4, CacheFormat.Int8);
        var adapter = session.Load(model.Adapter(0));

        session.Prefill(0, model.Ids, 0, adapter);

        // Rounded keys and values move the logits much less than the adapter does.
        var (found, with, without) = (session.Logits(0).ToArray(), model.Merged(0, model.Ids, null), model.Merged(null, model.Ids, null));
        Assert.InRange(TensorPrimitives.Distance<float>(with, found), 1e-6f, 0.2f * TensorPrimitives.Distance<float>(with, without));
    }

    // Float32 rounding of another order of sums: 1e-5 seen.
    private static void Near(float[] expected, float[] found) => Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 1e-4);

    private static float[] Logits(DecoderSession session, int[] ids, int adapter)
    {
        session.Prefill(0, ids, 0, adapter);
        return session.Logits(0).ToArray();
    }

    /// <summary>The base model of the golden adapters, written to a folder.</summary>
    private sealed class Model : IDisposable
    {
        private readonly string _root;
        private readonly SafetensorsFolder _source;
        private readonly DecoderArchitecture _shape;

        public Model()
        {
            var golden = SharedFolder.File("goldens", "training", "training.json.gz");
            Assert.SkipWhen(golden is null, SharedFolder.SkipReason);
            using var file = new GZipStream(File.OpenRead(golden!), CompressionMode.Decompress);
            Probe = JsonNode.Parse(file)!["lora"]!["probe"]!;
            Ids = GoldenDecoder.Ids(Probe["ids"]!);
            _root = Path.GetDirectoryName(golden)!;
            _source = SafetensorsFolder.Open(Path.Combine(_root, "final-untied"));
            _shape = HuggingFaceDecoder.Read(ConfigFile.Read(Path.Combine(_root, "final-untied", "config.json")));
            DecoderGraph.Write(Folder.Path, _shape, _source, new DecoderGraphOptions { Precision = Precision.Float32 });
        }

        public TemporaryFolder Folder { get; } = new();

        public JsonNode Probe { get; }

        public int[] Ids { get; }

        public LoraWeights Adapter(int adapter) => LoraWeights.Read(Path.Combine(_root, Names[adapter]));

        public DecoderSession Open(string folder, int adapters = 16, CacheFormat cache = CacheFormat.Exact) => DecoderSession.Open(
            ModelFolder.Open(folder), null, new DecoderSettings { Slots = 4, MaxLength = 128, Adapters = adapters, Cache = cache, Session = new SessionSettings { Threads = 1 } });

        /// <summary>Logits of the model with the adapter merged into its weights, after a prompt and one more token.</summary>
        public float[] Merged(int? adapter, int[] prompt, int? next)
        {
            using var folder = new TemporaryFolder();
            using var lora = adapter is { } at ? LoraAdapter.Open(Path.Combine(_root, Names[at])) : null;
            DecoderGraph.Write(folder.Path, _shape, lora is null ? _source : new AdaptedTensors(_source, lora), new DecoderGraphOptions { Precision = Precision.Float32 });
            using var session = Open(folder.Path);
            session.Prefill(0, next is { } token ? [.. prompt, token] : prompt, 0);
            return session.Logits(0).ToArray();
        }

        public void Dispose()
        {
            _source.Dispose();
            Folder.Dispose();
        }
    }
}
