using Support;
using Xunit;

namespace Experts.Tests.GenAi;

/// <summary>
/// Nothing calls home: a process that uses both engines is watched from outside, its environment without the variable that silences
/// ONNX Runtime, so that only the product's own precaution is left.
/// </summary>
public sealed class TelemetryProofTests
{
    private const string Suite = "telemetry";

    [Fact]
    public async Task A_process_that_answers_with_the_engines_tries_no_connection_and_leaves_no_file()
    {
        RequireLinux();
        var method = SharedFolder.File("native", "onnxruntime-genai-linux-x64", "libonnxruntime-genai.so") is null ? nameof(ObservedChild.Own_engine) : nameof(ObservedChild.Both_engines);

        // Without the precaution the database is there within 3 seconds and an upload is tried after about 10: the suite waits for that, too.
        var run = await ObservedRun.WatchAsync(method, IsAsked ? 25 : 3, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Empty(run.Connections);
        Assert.DoesNotContain(run.Files, file => file.StartsWith(".cache", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Files, file => file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_watch_sees_a_program_that_leaves_telemetry_on()
    {
        RequireLinux();
        Assert.SkipUnless(IsAsked, $"Lets ONNX Runtime try to call home, for seconds; set GATEWAY_SUITES={Suite} to run it.");

        var run = await ObservedRun.WatchAsync(nameof(ObservedChild.Plain_library), 25, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains(run.Files, file => file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
        if (ObservedRun.SeesEveryConnection)
        {
            Assert.NotEmpty(run.Connections);
        }
    }

    private static bool IsAsked =>
        (Environment.GetEnvironmentVariable("GATEWAY_SUITES") ?? "").Split(',', StringSplitOptions.TrimEntries).Any(suite => suite is Suite or "all");

    private static void RequireLinux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "watches the process through strace or /proc");
        _ = GenAiFolder.Open("llama-tiny-fp32");
    }
}
