using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Experts.Sampling;
using Support;
using Xunit;

namespace Experts.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly JsonNode? Golden = Read();

    [Fact]
    public void Log_probabilities_kept_tokens_and_picks_equal_the_reference()
    {
        Assert.SkipWhen(Golden is null, SharedFolder.SkipReason);
        var numbers = Golden!["u"]!.AsArray().Select(number => (double)number!).ToArray();
        var checkedCases = 0;
        foreach (var it in Golden["cases"]!.AsArray().Where(it => it!["settings"]!["typical_p"] is null))
        {
            var name = (string)it!["logits"]!;
            var sampler = new Sampler(Settings(it["settings"]!.AsObject()), [], 512, null);
            foreach (var token in Golden["history"]![name]!.AsArray())
            {
                sampler.Remember((int)token!);
            }

            var logits = Floats(Golden["logits"]![name]!);
            sampler.Process(logits);

            checkedCases++;
            if (name == "ties" && it["settings"]!["top_p"] is not null)
            {
                // Which of several equal tokens goes is the sorting routine's accident in the reference: values are compared, not ids.
                AssertEqual([.. Floats(it["logp"]!).Order()], [.. LogSoftmax(logits).Order()], name);
                continue;
            }

            AssertEqual(Floats(it["logp"]!), LogSoftmax(logits), it["settings"]!.ToJsonString());
            var picks = it["pick"]!.AsArray().Select(pick => (int)pick!).ToArray();
            for (var i = 0; i < numbers.Length; i++)
            {
                AssertPick(logits, numbers[i], picks[i]);
            }
        }

        Assert.InRange(checkedCases, 100, 156);
    }

    [Fact]
    public void The_same_seed_gives_the_same_tokens_and_another_seed_others()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));

        static int[] Run(ulong seed)
        {
            var sampler = new Sampler(new SamplingSettings { Seed = seed }, [], 100, null);
            return [.. Enumerable.Range(0, 50).Select(_ => sampler.Choose(new float[100]).Token)];
        }
    }

    [Fact]
    public void Temperature_zero_takes_the_first_of_the_likeliest()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0 }, [], 4, null);

        Assert.Equal(1, sampler.Choose([0, 5, 5, 1]).Token);
    }

    [Fact]
    public void A_temperature_too_small_for_float32_takes_the_likeliest_too()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 1e-39f }, [], 4, null);

        Assert.Equal(2, sampler.Choose([0, 1, 5, 1]).Token);
    }

    [Fact]
    public void Alternatives_are_the_models_own_probabilities_whatever_the_settings()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, TopLogProbabilities = 2, LogitBias = ImmutableDictionary<int, float>.Empty.Add(2, 100) }, [], 3, null);

        var choice = sampler.Choose([0, MathF.Log(2), MathF.Log(1)]);

        Assert.Equal(2, choice.Token);
        Assert.Equal(MathF.Log(0.25f), choice.LogProbability, 1e-6f); // float32 sums of three
        Assert.Equal([1, 0], sampler.Top.ToArray().Select(top => top.Token));
        Assert.Equal(MathF.Log(0.5f), sampler.Top[0].LogProbability, 1e-6f);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_token_once_the_working_memory_is_there()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0.7f, TopK = 40, TopP = 0.9f, MinP = 0.05f, TopLogProbabilities = 5 }, [], 49152, null);
        var random = new Random(1);
        var logits = Enumerable.Range(0, 49152).Select(_ => (float)random.NextDouble() * 20).ToArray();
        var work = new float[logits.Length];
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            Step();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            logits.CopyTo(work, 0);
            sampler.Choose(work);
        }
    }

    private static void AssertEqual(float[] expected, double[] found, string name)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(float.IsNegativeInfinity(expected[i]) == double.IsNegativeInfinity(found[i]), $"{name}: token {i}: expected {expected[i]}, found {found[i]}");
            Assert.True(float.IsNegativeInfinity(expected[i]) || Math.Abs(expected[i] - found[i]) < 2e-4, $"{name}: token {i}: expected {expected[i]}, found {found[i]}"); // the reference's own float32 error, doubled
        }
    }

    private static void AssertPick(float[] logits, double number, int expected)
    {
        if (Sampler.Pick(logits, number) == expected)
        {
            return;
        }

        double[] probabilities = [.. LogSoftmax(logits).Select(Math.Exp)];
        var sum = probabilities.Take(expected).Sum();
        Assert.True(Math.Abs(sum - number) < 1e-6 || Math.Abs(sum + probabilities[expected] - number) < 1e-6); // at a boundary either side will do
    }

    private static double[] LogSoftmax(float[] logits)
    {
        double most = logits.Max();
        var sum = Math.Log(logits.Sum(logit => Math.Exp(logit - most)));
        return [.. logits.Select(logit => logit - most - sum)];
    }

    private static SamplingSettings Settings(JsonObject it) => new()
    {
        Temperature = (float?)it["temperature"] ?? 1,
        TopK = (int?)it["top_k"] ?? 0,
        TopP = (float?)it["top_p"] ?? 1,
        MinP = (float?)it["min_p"] ?? 0,
        RepetitionPenalty = (float?)it["repetition_penalty"] ?? 1,
        PresencePenalty = (float?)it["presence_penalty"] ?? 0,
        FrequencyPenalty = (float?)it["frequency_penalty"] ?? 0,
        LogitBias = it["logit_bias"] is JsonObject bias ? bias.ToImmutableDictionary(pair => int.Parse(pair.Key), pair => (float)pair.Value!) : ImmutableDictionary<int, float>.Empty,
    };

    private static float[] Floats(JsonNode node) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)node["f32"]!)).ToArray();

    private static JsonNode? Read()
    {
        if (SharedFolder.File("goldens", "sampling", "sampling.json.gz") is not { } file)
        {
            return null;
        }

        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return JsonNode.Parse(stream);
    }
}
