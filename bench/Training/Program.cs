using System.Globalization;
using Bench.Training;
using LanguageModels.Sessions;

// dotnet run -c Release --project bench/Training -- [--python program with torch] [--rounds n] [--steps n] [--size name] [--threads n]
NativeTelemetry.Disable();
if (args is ["--worker", var name, var count, var length])
{
    Console.WriteLine(Worker.Run(Size.All.Single(size => size.Name == name), int.Parse(count), int.Parse(length)));
    return;
}

var (python, rounds, steps) = (Value("--python"), int.Parse(Value("--rounds") ?? "3"), int.Parse(Value("--steps") ?? "12"));
var sizes = Size.All.Where(size => Value("--size") is not { } only || only == size.Name).ToArray();
int[] threads = Value("--threads") is { } few ? [int.Parse(few)] : [1, 2];
Console.WriteLine($"ONNX Runtime {OnnxRuntimeLibrary.Version}; best of {rounds} rounds of {steps} steps, a process each, in turn; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start");
Console.WriteLine();
Console.WriteLine("| size | threads | | ms a step | tokens/s | CPU ms a step | tokens per CPU s | peak MB | loss |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
foreach (var size in sizes)
{
    foreach (var number in threads)
    {
        Compare(size, number);
    }
}

Console.WriteLine();
Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the end");

void Compare(Size size, int number)
{
    Measurement? ours = null, peer = null;
    for (var round = 0; round < rounds; round++)
    {
        ours = Best(ours, Child.Ours(size, number, steps));
        peer = python is null ? null : Best(peer, Child.Peer(python, size, number, steps));
    }

    Row(size, number, "ours", ours!.Value); // at least one round
    if (peer is { } other)
    {
        Row(size, number, "PyTorch", other);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| | | **times** | {other.Wall / ours.Value.Wall:F2} | | {other.Processor / ours.Value.Processor:F2} | | {ours.Value.Peak / other.Peak:F2} | |"));
    }
}

static void Row(Size size, int threads, string who, Measurement measured) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"| {size.Name} | {threads} | {who} | {measured.Wall:F0} | {size.Tokens / measured.Wall * 1000:F0} | {measured.Processor:F0} | {size.Tokens / measured.Processor * 1000:F0} | {measured.Peak:F0} | {measured.Loss:F3} |"));

static Measurement Best(Measurement? known, Measurement measured) => known?.With(measured) ?? measured;

string? Value(string option) => Array.IndexOf(args, option) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
