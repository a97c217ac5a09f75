using System.Text.RegularExpressions;

namespace Architecture.Calls;

/// <summary>The rules about calls. Each carries an example that it must catch and one that it must not.</summary>
internal static partial class BannedCalls
{
    private const string Blocks = "It blocks a thread of the pool until a task ends; under load that starves the pool, and it can deadlock.";

    public static IReadOnlyList<BannedCall> All { get; } =
    [
        new("wall-clock", WallClock(),
            "Code that reads the machine's clock cannot be tested at a given time.",
            "take a TimeProvider and use GetUtcNow, GetTimestamp, GetElapsedTime.",
            "var now = DateTimeOffset.UtcNow;", "var now = time.GetUtcNow();"),
        new("console", Console(),
            "Output that is no log record escapes the log's level, format and redaction.",
            "a [LoggerMessage] method; in Cli its Screen, at the start of the gateway its Banner.",
            "Console.Error.WriteLine(x);", "writer.WriteLine(x); new ConsoleOptions();")
        {
            Exempt = file => file.Project == "Cli" || file.Path.EndsWith("/Banner.cs", StringComparison.Ordinal)
                || file.Path.EndsWith("Program.cs", StringComparison.Ordinal),
        },
        new("ad-hoc-logging", AdHocLogging(),
            "Messages made on the spot have no stable event id, allocate when off, and are where secrets slip into logs.",
            "a partial method with [LoggerMessage], declared at the end of the class.",
            "logger.LogInformation(text);", "LogUpstreamFailed(logger, name); Math.Log(x);"),
        new("task-result", TaskResult(), Blocks, "await it.", "return task.Result;", "return outcome.Result; GetResults(); x.ResultCode;"),
        new("task-wait", TaskWait(), Blocks,
            "await it; a thread of its own that waits belongs in the list of exceptions.", "task.Wait();", "await gate.WaitAsync(stop);"),
        new("get-result", GetResult(), Blocks, "await it.", "task.GetAwaiter().GetResult();", "reader.GetResult();"),
        new("thread-sleep", ThreadSleep(),
            "It holds a thread and makes tests slow or flaky.",
            "Task.Delay with a TimeProvider and a CancellationToken; in tests, a clock moved by hand or an event awaited.",
            "Thread.Sleep(10);", "await Task.Delay(wait, time, stop);")
        { Everywhere = true },
        new("async-void", AsyncVoid(),
            "Its exceptions end the process and nobody can await it.", "return a Task.",
            "async void Run()", "async Task Run()")
        { Everywhere = true },
        new("dropped-task", DroppedTask(),
            "A task that nobody awaits fails in silence and outlives its request.",
            "await it, or make it a hosted service with a name.",
            "_ = SendAsync(x);", "_ = await SendAsync(x); _ = known ? a++ : b++; items.Select(_ => SendAsync(x));"),
        new("unseeded-random", UnseededRandom(),
            "What chance did cannot be repeated.",
            "take a Random that the caller seeded; for secrets RandomNumberGenerator.",
            "var random = new Random();", "var random = new Random(seed); RandomNumberGenerator.Fill(x);"),
        new("optional-token", OptionalToken(),
            "A caller that forgets the token cannot be cancelled, and nothing says so.",
            "a CancellationToken without a default, as the last parameter.",
            "Task RunAsync(CancellationToken stop = default)", "Task RunAsync(CancellationToken stop)"),
        new("region", Region(),
            "A region hides that a file holds more than one idea.", "another file.",
            "#region Parsing", "#pragma warning restore X")
        { Everywhere = true },
        new("global-using", GlobalUsing(),
            "It hides from a file, and from the check of the folder order, what the file uses.", "a using in each file.",
            "global using State.Keys;", "using State.Keys;")
        { Everywhere = true },
    ];

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\s*\.\s*(Now|UtcNow|Today)\b|\bnew\s+Stopwatch\b|\bStopwatch\s*\.\s*\w+|\bEnvironment\s*\.\s*TickCount")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bConsole\s*\.\s*(Write|WriteLine|Error|Out|OpenStandard\w+)\b|\b(Debug|Trace)\s*\.\s*(Write|Print|Trace)\w*\s*\(")]
    private static partial Regex Console();

    [GeneratedRegex(@"\.\s*Log(Trace|Debug|Information|Warning|Error|Critical)\s*\(|[lL]ogger\s*\.\s*Log\s*[(<]")]
    private static partial Regex AdHocLogging();

    [GeneratedRegex(@"(?<![oO]utcome)\s*\.\s*Result\b(?!\s*[(<])")]
    private static partial Regex TaskResult();

    [GeneratedRegex(@"\.\s*Wait(All|Any|One)?\s*\(")]
    private static partial Regex TaskWait();

    [GeneratedRegex(@"\.\s*GetAwaiter\s*\(\s*\)\s*\.\s*GetResult\s*\(")]
    private static partial Regex GetResult();

    [GeneratedRegex(@"\bThread\s*\.\s*(Sleep|SpinWait)\s*\(")]
    private static partial Regex ThreadSleep();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"(?<!\w)_\s*=(?![>=]|\s*await\b)[^;{]*(\w+Async\s*[(<]|\bTask\s*\.\s*Run\s*[(<])|(?<=[;{}]\s*)Task\s*\.\s*Run\s*[(<]")]
    private static partial Regex DroppedTask();

    [GeneratedRegex(@"\bnew\s+Random\s*\(\s*\)|\bRandom\s*\.\s*Shared\b|\bRandom\s+\w+\s*=\s*new\s*\(\s*\)")]
    private static partial Regex UnseededRandom();

    [GeneratedRegex(@"\bCancellationToken\s+\w+\s*=\s*(default|CancellationToken)\b")]
    private static partial Regex OptionalToken();

    [GeneratedRegex(@"^[ \t]*#\s*region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\bglobal\s+using\b")]
    private static partial Regex GlobalUsing();
}
