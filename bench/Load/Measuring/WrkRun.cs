using System.Diagnostics;
using System.Text.Json;
using Load.Targets;

namespace Load.Measuring;

/// <summary>What wrk counted.</summary>
/// <param name="Requests">Answers that came.</param>
/// <param name="Micros">How long it ran, microseconds.</param>
/// <param name="Errors">Connections, reads, writes and waits that failed, and answers with a status of 400 or more.</param>
/// <param name="P50">Median of the latency, microseconds.</param>
/// <param name="P99">The latency that one in a hundred exceeded, microseconds.</param>
internal sealed record WrkResult(long Requests, long Micros, long Errors, long P50, long P99);

/// <summary>One run of wrk: a closed loop of requests on a number of connections.</summary>
internal static class WrkRun
{
    private const string Mark = "result ";

    /// <summary>Runs it on one thread.</summary>
    public static async Task<WrkResult> RunAsync(Target target, int connections, int seconds)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Measuring", "post.lua");
        var start = new ProcessStartInfo(
            "wrk",
            ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, $"{target.ChatCompletions}", "--", Prompt.Whole, Prompt.Authorization])
        {
            RedirectStandardOutput = true,
        };
        using Process wrk = Process.Start(start) ?? throw new InvalidOperationException("Could not start wrk.");
        string output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        string result = output.Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk ended with code {wrk.ExitCode} and no result:\n{output}");
        return JsonSerializer.Deserialize<WrkResult>(result[Mark.Length..], JsonSerializerOptions.Web)!; // never the text "null"
    }
}
