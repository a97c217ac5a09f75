namespace Support.Upstream;

/// <summary>How a <see cref="PlainUpstream"/> answers.</summary>
public sealed record PlainUpstreamOptions
{
    /// <summary>The loopback port; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The wait before the answer, or before a stream's first event. Default none.</summary>
    public TimeSpan AnswerDelay { get; init; }

    /// <summary>The wait before each later event of a stream. Default none.</summary>
    public TimeSpan EventDelay { get; init; }

    /// <summary>
    /// Reads <c>--port N --answer-delay-ms N --event-delay-ms N</c>, each optional, each a whole number of at
    /// least 0.
    /// </summary>
    /// <exception cref="ArgumentException">A name is unknown or a value is no such number.</exception>
    public static PlainUpstreamOptions Parse(IReadOnlyList<string> args)
    {
        var options = new PlainUpstreamOptions();
        for (int at = 0; at < args.Count; at += 2)
        {
            options = options.With(args[at], at + 1 < args.Count ? args[at + 1] : "");
        }

        return options;
    }

    private PlainUpstreamOptions With(string name, string value)
    {
        if (!int.TryParse(value, out int number) || number < 0)
        {
            throw new ArgumentException($"{name} takes a whole number of at least 0; found '{value}'.");
        }

        return name switch
        {
            "--port" => this with { Port = number },
            "--answer-delay-ms" => this with { AnswerDelay = TimeSpan.FromMilliseconds(number) },
            "--event-delay-ms" => this with { EventDelay = TimeSpan.FromMilliseconds(number) },
            _ => throw new ArgumentException($"Expected --port, --answer-delay-ms or --event-delay-ms; found '{name}'."),
        };
    }
}
