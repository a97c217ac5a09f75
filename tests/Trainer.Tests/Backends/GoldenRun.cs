using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Support;
using Trainer.Backends;
using Trainer.Optimisation;
using Xunit;

namespace Trainer.Tests.Backends;

/// <summary>A reference run of training.json.gz, and the loop that repeats it.</summary>
internal sealed class GoldenRun
{
    private static readonly Lazy<JsonElement> _all = new(() => Read("training.json.gz"));

    private readonly JsonElement _run;

    private GoldenRun(JsonElement run) => _run = run;

    public static JsonElement All => _all.Value;

    public static string Folder => Path.Combine(SharedFolder.Path!, "goldens", "training");

    public JsonElement Fields => _run;

    public int Steps => Setting("steps", 0) is var steps and > 0 ? (int)steps : throw new InvalidDataException("The run has no steps.");

    public int Accumulated => (int)Setting("accum", 1);

    public static GoldenRun Open(string name)
    {
        Assert.SkipWhen(SharedFolder.File("goldens", "training", "training.json.gz") is null, SharedFolder.SkipReason);
        return new GoldenRun(All.GetProperty(name));
    }

    public static JsonElement Read(string file)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Folder, file)), CompressionMode.Decompress);
        return JsonDocument.Parse(stream).RootElement;
    }

    public static int[] Integers(JsonElement array) => MemoryMarshal.Cast<byte, int>(Convert.FromBase64String(array.GetProperty("i32").GetString()!)).ToArray();

    public static float[] Reals(JsonElement array) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(array.GetProperty("f32").GetString()!)).ToArray();

    public double Setting(string name, double absent) => _run.GetProperty("settings").TryGetProperty(name, out var value) ? value.GetDouble() : absent;

    public AdamWOptions Optimiser => new()
    {
        Beta1 = _run.GetProperty("settings").TryGetProperty("betas", out var betas) ? betas[0].GetDouble() : 0.9,
        Beta2 = _run.GetProperty("settings").TryGetProperty("betas", out _) ? betas[1].GetDouble() : 0.999,
        WeightDecay = Setting("wd", 0),
    };

    /// <summary>Repeats the run and compares every step.</summary>
    /// <param name="parameters">Of the model.</param>
    /// <param name="step">Accumulates micro-batch number k and gives its share of the step's loss.</param>
    /// <param name="lossTolerance">Relative.</param>
    /// <param name="normTolerance">Relative.</param>
    /// <param name="rename">From a name in the run to the parameter's.</param>
    public void Repeat(ParameterSet parameters, Func<int, double> step, double lossTolerance = 1e-5, double normTolerance = 1e-4, Func<string, string>? rename = null)
    {
        using var optimiser = new AdamW(parameters, Optimiser);
        var clip = Setting("clip", 0) is var bound and > 0 ? bound : (double?)null;
        for (var i = 0; i < Steps; i++)
        {
            parameters.ClearGradients();
            var loss = Enumerable.Range(0, Accumulated).Sum(k => step(i * Accumulated + k));
            if (i == 0)
            {
                CompareGradients(parameters, rename ?? (name => name));
            }

            var norm = GradientClip.Norm(parameters);
            AssertNear(_run.GetProperty("loss")[i].GetDouble(), loss, lossTolerance, $"loss of step {i}");
            AssertNear(_run.GetProperty("grad_norm")[i].GetDouble(), norm, normTolerance, $"gradient norm of step {i}");
            optimiser.Step(_run.GetProperty("lr")[i].GetDouble(), GradientClip.Factor(norm, clip));
        }

        CompareFinal(parameters, rename ?? (name => name));
    }

    private bool IsZero(string name) => _run.GetProperty("zero_gradients").EnumerateArray().Any(zero => zero.GetString() == name);

    private void CompareGradients(ParameterSet parameters, Func<string, string> rename)
    {
        var compared = 0;
        foreach (var tensor in _run.GetProperty("step0_gradients").EnumerateObject().Where(tensor => !IsZero(tensor.Name)))
        {
            var gradient = parameters.Gradient(parameters[rename(tensor.Name)]);
            var (norm, sum) = (tensor.Value.GetProperty("norm").GetDouble(), 0.0);
            foreach (var value in gradient)
            {
                sum += (double)value * value;
            }

            AssertNear(norm, Math.Sqrt(sum), 1e-5, $"gradient norm of {tensor.Name}");
            var (places, values) = (tensor.Value.GetProperty("at"), tensor.Value.GetProperty("value"));
            for (var i = 0; i < places.GetArrayLength(); i++)
            {
                // Single entries round against the largest, which the norm bounds.
                Assert.Equal(values[i].GetDouble(), gradient[places[i].GetInt32()], 1e-5 * norm + 1e-9);
            }

            compared++;
        }

        Assert.Equal(parameters.Trained.Count() - _run.GetProperty("zero_gradients").GetArrayLength(), compared);
    }

    private void CompareFinal(ParameterSet parameters, Func<string, string> rename)
    {
        foreach (var tensor in _run.GetProperty("final").EnumerateObject().Where(tensor => !IsZero(tensor.Name)))
        {
            var values = parameters.Values(parameters[rename(tensor.Name)]);
            var (squares, sum) = (0.0, 0.0);
            foreach (var value in values)
            {
                squares += (double)value * value;
                sum += value;
            }

            // 3e-4 for each weight (README); norms and sums of n weights that err independently by less.
            var tolerance = 3e-4 * Math.Sqrt(values.Length);
            Assert.Equal(tensor.Value.GetProperty("norm").GetDouble(), Math.Sqrt(squares), tolerance);
            Assert.Equal(tensor.Value.GetProperty("sum").GetDouble(), sum, tolerance);
        }
    }

    public static void AssertNear(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected) + 1e-9, $"{what}: expected {expected:G9}, found {actual:G9}, off by {Math.Abs(expected - actual) / Math.Abs(expected):E1}; allowed {tolerance:E1}.");
}
