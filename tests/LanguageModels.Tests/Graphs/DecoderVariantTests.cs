using System.Text.Json.Nodes;
using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Importing;
using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Graphs;

/// <summary>What no reference checkpoint has: windows in some layers only, and biases on some of query, key and value.</summary>
public sealed class DecoderVariantTests
{
    private static readonly int[] _ids = [.. Enumerable.Range(5, 24)];

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"use_sliding_window": true}""", "")]
    [InlineData("""{"use_sliding_window": true, "max_window_layers": 0}""", "0 1")]
    [InlineData("""{"use_sliding_window": true, "max_window_layers": 1}""", "1")]
    [InlineData("""{"use_sliding_window": true, "max_window_layers": 0, "layer_types": ["sliding_attention", "full_attention"]}""", "0")]
    [InlineData("""{"use_sliding_window": false, "max_window_layers": 0}""", "")]
    [InlineData("""{"model_type": "mistral"}""", "0 1")]
    public void A_window_holds_in_the_layers_that_the_configuration_names(string fields, string windowed)
    {
        using var folder = new TemporaryFolder();

        var shape = Shape(folder, fields);

        Assert.Equal(windowed, string.Join(' ', Enumerable.Range(0, 2).Where(layer => shape.WindowOf(layer) == 4)));
    }

    [Theory]
    [InlineData("""{"use_sliding_window": true, "layer_types": ["sliding_attention"]}""")]
    [InlineData("""{"use_sliding_window": true, "layer_types": ["sliding_attention", "linear_attention"]}""")]
    [InlineData("""{"use_sliding_window": true, "model_type": "smollm3"}""")]
    public void Layers_of_another_kind_are_refused_by_the_field(string fields)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("'layer_types'", Assert.Throws<InvalidDataException>(() => Shape(folder, fields)).Message);
    }

    [Fact]
    public void A_window_in_one_layer_changes_what_the_graph_computes_and_differs_from_one_in_both()
    {
        using var folder = new TemporaryFolder();
        var (none, last, both) = (Logits(folder, "{}"), Logits(folder, """{"use_sliding_window": true, "max_window_layers": 1}"""), Logits(folder, """{"use_sliding_window": true, "max_window_layers": 0}"""));

        Assert.Equal(none[..(4 * 512)], last[..(4 * 512)]); // the first four positions lie within the window
        Assert.True(Deviation(none, last) > 1e-3 && Deviation(last, both) > 1e-3);
    }

    [Fact]
    public void A_bias_on_key_and_value_alone_is_not_left_out()
    {
        using var folder = new TemporaryFolder();
        var shape = Shape(folder, "{}");
        using var tensors = SafetensorsFolder.Open(Golden);

        var zero = Logits(folder, shape, new Changed(tensors, isZero: name => name.EndsWith("q_proj.bias", StringComparison.Ordinal)));
        var absent = Logits(folder, shape, new Changed(tensors, isAbsent: name => name.EndsWith("q_proj.bias", StringComparison.Ordinal)));
        var none = Logits(folder, shape, new Changed(tensors, isAbsent: name => name.EndsWith("_proj.bias", StringComparison.Ordinal)));

        Assert.Equal(zero, absent);
        Assert.True(Deviation(none, absent) > 1e-3);
    }

    private static string Golden => Path.GetDirectoryName(SharedFolder.File("goldens", "decoders", "qwen2", "config.json"))!;

    private static double Deviation(float[] a, float[] b) => a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second));

    /// <summary>The tiny Qwen2 with a window of 4 that nothing switches on, and changed fields.</summary>
    private static DecoderArchitecture Shape(TemporaryFolder folder, string fields)
    {
        Assert.SkipWhen(SharedFolder.File("goldens", "decoders", "qwen2", "config.json") is null, SharedFolder.SkipReason);
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "config.json")))!.AsObject();
        foreach (var absent in (ReadOnlySpan<string>)["use_sliding_window", "max_window_layers", "layer_types"])
        {
            config.Remove(absent);
        }

        config["sliding_window"] = 4;
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
        {
            config[name] = value?.DeepClone();
        }

        File.WriteAllText(folder["config.json"], config.ToJsonString());
        return HuggingFaceDecoder.Read(ConfigFile.Read(folder["config.json"]));
    }

    private static float[] Logits(TemporaryFolder folder, string fields)
    {
        var shape = Shape(folder, fields);
        using var tensors = SafetensorsFolder.Open(Golden);
        return Logits(folder, shape, tensors);
    }

    private static float[] Logits(TemporaryFolder folder, DecoderArchitecture shape, ITensorSource tensors)
    {
        DecoderGraph.Write(folder.Path, shape, tensors, new DecoderGraphOptions { Precision = Precision.Float32 });
        using var forward = new PlainForward(folder[DecoderGraph.ScoringFile], shape.Layers, shape.KeyValueHeads, HeadPadding.Padded(shape.HeadSize));
        return forward.Logits(_ids);
    }

    /// <summary>Tensors of which some are zero and others are not there.</summary>
    private sealed class Changed(ITensorSource source, Func<string, bool>? isZero = null, Func<string, bool>? isAbsent = null) : ITensorSource
    {
        public IReadOnlyDictionary<string, TensorInfo> Tensors { get; } =
            source.Tensors.Where(pair => isAbsent?.Invoke(pair.Key) != true).ToDictionary(pair => pair.Key, pair => pair.Value);

        public void Read(string name, Span<float> destination)
        {
            source.Read(name, destination);
            if (isZero?.Invoke(name) == true)
            {
                destination.Clear();
            }
        }

        public void Dispose()
        {
        }
    }
}
