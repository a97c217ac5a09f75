using System.Collections.Immutable;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text.Json;
using Support;
using Xunit;

namespace Experts.Sampling;

public sealed class SamplerTests
{
    [Fact]
    public void Processed_logits_and_picks_equal_the_reference()
    {
        var path = SharedFolder.File("goldens", "sampling", "sampling.json.gz");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        using var golden = JsonDocument.Parse(new GZipStream(File.OpenRead(path!), CompressionMode.Decompress));
        var root = golden.RootElement;
        var checkedCases = 0;
        foreach (var item in root.GetProperty("cases").EnumerateArray().Where(c => !c.GetProperty("settings").TryGetProperty("typical_p", out _)))
        {
            CheckCase(root, item);
            checkedCases++;
        }

        Assert.Equal(150, checkedCases);
    }

    [Fact]
    public void Temperature_zero_takes_the_lowest_id_of_the_likeliest()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0 }, [], 4, null);

        Assert.Equal(1, sampler.Choose([0, 3, 3, 1]).Token);
    }

    [Fact]
    public void The_same_seed_gives_the_same_tokens_and_another_seed_others()
    {
        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
    }

    [Fact]
    public void Log_probabilities_are_those_of_the_unmodified_distribution()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, TopLogProbabilities = 2, LogitBias = ImmutableDictionary<int, float>.Empty.Add(2, 50) }, [], 3, null);

        var choice = sampler.Choose([MathF.Log(0.5f), MathF.Log(0.3f), MathF.Log(0.2f)]);

        // Probabilities in float32: an error of a few ulp.
        Assert.Equal(2, choice.Token);
        Assert.Equal(Math.Log(0.2), choice.LogProbability, 1e-6);
        Assert.Equal([0, 1], sampler.Top.ToArray().Select(t => t.Token));
        Assert.Equal(Math.Log(0.5), sampler.Top[0].LogProbability, 1e-6);
    }

    [Fact]
    public void Choosing_a_token_allocates_nothing()
    {
        var settings = new SamplingSettings { Temperature = 0.8f, TopK = 40, TopP = 0.9f, MinP = 0.01f, RepetitionPenalty = 1.1f, PresencePenalty = 0.5f, TopLogProbabilities = 5 };
        var sampler = new Sampler(settings, [1, 2, 3], 2048, null);
        var logits = Noise(2048, 3);
        var work = new float[2048];
        Step(sampler, logits, work, 50);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Step(sampler, logits, work, 100);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Settings_outside_their_range_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new Sampler(new SamplingSettings { TopP = 0 }, [], 4, null));

        Assert.Contains("TopP", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logits_without_a_finite_value_are_refused()
    {
        var sampler = new Sampler(new SamplingSettings(), [], 2, null);

        Assert.Throws<InvalidOperationException>(() => sampler.Choose([float.NaN, 1]));
    }

    private static void CheckCase(JsonElement root, JsonElement item)
    {
        var name = item.GetProperty("logits").GetString()!;
        var settings = item.GetProperty("settings");
        var history = root.GetProperty("history").GetProperty(name).EnumerateArray().Select(i => i.GetInt32()).ToArray();
        var logits = Floats(root.GetProperty("logits").GetProperty(name));
        var sampler = new Sampler(Settings(settings), history, logits.Length, null);
        Array.ForEach(history, sampler.Remember);

        sampler.Process(logits);

        var expected = Floats(item.GetProperty("logp"));
        var greatest = TensorPrimitives.Max<float>(logits);
        var total = greatest + MathF.Log(logits.Sum(l => MathF.Exp(l - greatest)));
        if (name == "ties" && settings.TryGetProperty("top_p", out _))
        {
            // The reference's sort is unstable: how many of equal tokens top-p keeps is fixed, which of them is not.
            Assert.Equal(expected.Where(float.IsFinite).Order(), logits.Where(float.IsFinite).Select(l => l - total).Order(), (a, b) => Math.Abs(a - b) < 2e-4);
            return;
        }

        for (var i = 0; i < logits.Length; i++)
        {
            Assert.True(float.IsFinite(expected[i]) == float.IsFinite(logits[i]), $"{name} {settings}: token {i}");
            // The reference's own float32 is up to 6.9e-5 from float64.
            Assert.True(!float.IsFinite(expected[i]) || Math.Abs(expected[i] - (logits[i] - total)) < 2e-4, $"{name} {settings}: token {i}");
        }

        foreach (var (u, pick) in root.GetProperty("u").EnumerateArray().Zip(item.GetProperty("pick").EnumerateArray()))
        {
            CheckPick(expected, u.GetDouble(), pick.GetInt32(), sampler.Pick(logits, u.GetDouble()));
        }
    }

    // Within 1e-6 of a boundary float32 and float64 may pick on different sides of it (the reference's own tolerance).
    private static void CheckPick(float[] logProbabilities, double u, int expected, int found)
    {
        var boundary = logProbabilities.Take(Math.Min(expected, found)).Sum(l => Math.Exp(l));
        var between = logProbabilities.Take(Math.Max(expected, found)).Sum(l => Math.Exp(l));
        Assert.True(expected == found || (Math.Abs(boundary - u) < 1e-6 && Math.Abs(between - u) < 1e-6), $"u {u}: expected {expected}, found {found}");
    }

    private static SamplingSettings Settings(JsonElement s) => new()
    {
        Temperature = Number(s, "temperature", 1),
        TopK = (int)Number(s, "top_k", 0),
        TopP = Number(s, "top_p", 1),
        MinP = Number(s, "min_p", 0),
        RepetitionPenalty = Number(s, "repetition_penalty", 1),
        PresencePenalty = Number(s, "presence_penalty", 0),
        FrequencyPenalty = Number(s, "frequency_penalty", 0),
        LogitBias = s.TryGetProperty("logit_bias", out var bias)
            ? bias.EnumerateObject().ToImmutableDictionary(b => int.Parse(b.Name, System.Globalization.CultureInfo.InvariantCulture), b => b.Value.GetSingle())
            : ImmutableDictionary<int, float>.Empty,
    };

    private static float Number(JsonElement s, string name, float otherwise) => s.TryGetProperty(name, out var value) ? value.GetSingle() : otherwise;

    private static float[] Floats(JsonElement tensor)
    {
        var bytes = tensor.GetProperty("f32").GetBytesFromBase64();
        var floats = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, floats, 0, bytes.Length);
        return floats;
    }

    private static int[] Draw(ulong seed)
    {
        var sampler = new Sampler(new SamplingSettings { Seed = seed }, [], 256, null);
        return [.. Enumerable.Range(0, 20).Select(i => sampler.Choose(Noise(256, i)).Token)];
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 6))];
    }

    private static void Step(Sampler sampler, float[] logits, float[] work, int times)
    {
        for (var i = 0; i < times; i++)
        {
            logits.CopyTo(work, 0);
            sampler.Choose(work);
        }
    }
}
