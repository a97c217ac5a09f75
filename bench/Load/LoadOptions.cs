using System.Collections.Immutable;

namespace Load;

/// <summary>What is measured, and how long.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project bench/Load -- [options]
          --quick              2 rounds of 1 s instead of 5 rounds of 3 s, half the warm-up
          --rounds N           rounds, 1 to 100
          --seconds N          seconds a slice, 1 to 60
          --concurrency A,B,C  connections; default 1,16,64
          --only PART          requests, streams or memory; default requests and streams
          --memory             measure memory over 200,000 streams as well (minutes)
          --folder PATH        where the gateways keep their data; default the system's temporary folder
          --out FILE           write the tables there as well
        """;

    /// <summary>Rounds; each measures every target once in every cell.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Seconds of one measurement.</summary>
    public int Seconds { get; init; } = 3;

    /// <summary>Seconds of unmeasured load for each target in each cell before the first round.</summary>
    public int WarmUpSeconds { get; init; } = 4;

    /// <summary>Connections, or streams, at the same time.</summary>
    public ImmutableArray<int> Concurrency { get; init; } = [1, 16, 64];

    /// <summary>The upstream's time for an answer, milliseconds.</summary>
    public ImmutableArray<int> DelaysMs { get; init; } = [0, 20];

    public bool Requests { get; init; } = true;

    public bool Streams { get; init; } = true;

    public bool Memory { get; init; }

    /// <summary>Where data folders are made; the disk under it is the one that durability power waits for.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    public string? Out { get; init; }

    /// <exception cref="ArgumentException">An argument is unknown or out of range; the message says which.</exception>
    public static LoadOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new LoadOptions();
        while (!args.IsEmpty)
        {
            (options, int taken) = options.With(args[0], args.Length > 1 ? args[1] : "");
            args = args[taken..];
        }

        return options;
    }

    private (LoadOptions Options, int Taken) With(string name, string value) => name switch
    {
        "--quick" => (this with { Rounds = 2, Seconds = 1, WarmUpSeconds = 2 }, 1),
        "--memory" => (this with { Memory = true }, 1),
        "--rounds" => (this with { Rounds = Number(name, value, 100) }, 2),
        "--seconds" => (this with { Seconds = Number(name, value, 60) }, 2),
        "--concurrency" => (this with { Concurrency = [.. value.Split(',').Select(part => Number(name, part, 1024))] }, 2),
        "--only" => (Only(value), 2),
        "--folder" => (this with { Folder = Path.GetFullPath(value) }, 2),
        "--out" => (this with { Out = Path.GetFullPath(value) }, 2),
        _ => throw new ArgumentException($"Unknown argument '{name}'.\n{Usage}"),
    };

    private LoadOptions Only(string part) => part switch
    {
        "requests" => this with { Requests = true, Streams = false, Memory = false },
        "streams" => this with { Requests = false, Streams = true, Memory = false },
        "memory" => this with { Requests = false, Streams = false, Memory = true },
        _ => throw new ArgumentException($"--only takes requests, streams or memory; found '{part}'."),
    };

    private static int Number(string name, string text, int most) =>
        int.TryParse(text, out int number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"{name} takes a whole number from 1 to {most}; found '{text}'.");
}
