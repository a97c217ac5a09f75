using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>
/// Everything in which the gateway is meant to differ from the upstream behind it. What is not listed here
/// must be seen by every client exactly as without the gateway. The first entry that applies to a cell counts.
/// </summary>
internal static class IntendedDifferences
{
    private static readonly ImmutableHashSet<string> BrokenStreams =
    [
        "error-event-clean", "error-event-named", "error-event-abort", "cut", "cut-announced", "cut-in-event", "cut-reset",
        "bad-json-event", "empty-stream", "done-only", "no-finish", "finish-error", "json-instead-of-sse", "200-error-body",
        "cut-after-headers",
    ];

    private static readonly ImmutableHashSet<string> BrokenBodies =
    [
        "error-event-clean", "error-event-named", "error-event-abort", "cut", "cut-announced", "cut-in-event", "cut-reset",
        "bad-json-event", "empty-stream", "done-only", "cut-before-first", "cut-after-headers",
    ];

    private static readonly ImmutableHashSet<string> OddFinish =
        ["finish-eos", "finish-end-turn", "finish-max-tokens", "finish-empty"];

    private static readonly ImmutableHashSet<string> OddErrors =
        ["404-html", "500-plain-text", "502-html", "error-other-envelope", "error-empty-body"];

    public static ImmutableArray<IntendedDifference> All { get; } =
    [
        new("broken streams are noticed", "an error event and then an abort is the only ending that every client notices")
        {
            Applies = cell => cell.Streams && BrokenStreams.Contains(cell.Case.Name),
            Faults = Judgements.Noticed,
        },
        new("answers that never came are 502", "a client retries or reports a status; a broken connection only puzzles it")
        {
            Applies = cell => cell.Case.Name == "cut-before-first"
                || (!cell.Streams && BrokenBodies.Contains(cell.Case.Name)),
            Faults = Judgements.BadGateway,
        },
        new("answers of another kind are 502", "a client that asked for JSON cannot read a stream, nor an error as an answer")
        {
            Applies = cell => !cell.Streams && cell.Case.Name is "sse-instead-of-json" or "200-error-body",
            Faults = Judgements.BadGateway,
        },
        new("a whole answer that failed is no answer", "finish reason 'error' is unknown to OpenAI and makes its .NET client throw")
        {
            Applies = cell => cell.Case.Name == "finish-error",
            Faults = Judgements.FailedOrMapped,
        },
        new("finish reasons are the documented ones", "OpenAI's client for .NET throws at any other")
        {
            Applies = cell => OddFinish.Contains(cell.Case.Name),
            Faults = Judgements.MappedFinish,
        },
        new("errors are in OpenAI's envelope", "clients lose type and code of anything else")
        {
            Applies = cell => OddErrors.Contains(cell.Case.Name),
            Faults = Judgements.Wrapped,
        },
        new("a passing 503 is retried", "before the first byte the gateway can try again, unless the upstream says when to come back")
        {
            Applies = cell => cell.Case.Name == "503-then-ok",
            Faults = (_, gateway) => Judgements.Answered(gateway),
        },
        new("event streams are labelled as such", "a stream that was asked for is one, whatever the upstream calls it")
        {
            Applies = cell => cell is { Case.Name: "wrong-content-type", Streams: true },
            Faults = Judgements.SameButLabel,
        },
        new("usage comes when asked for", "the gateway always asks, so it cannot know what would have come unasked")
        {
            Applies = cell => cell is { Case.Name: "usage-unasked", Mode: WireMode.Stream },
            Faults = Judgements.SameButUsage,
        },
        new("streams ask for usage", "the record of a request holds its tokens")
        {
            Applies = cell => cell is { Case.Name: "metadata-echo", Streams: true },
            Faults = Judgements.EchoWithUsage,
        },
    ];

    /// <summary>An observation without what may differ in every cell.</summary>
    /// <remarks>
    /// The request id is the gateway's own, and our headers are added: neither is compared. Chunks may lack a
    /// <c>usage: null</c>, which OpenAI's own specification calls optional.
    /// </remarks>
    public static Observation Plain(Observation seen)
    {
        var plain = (JsonObject)seen.Seen.DeepClone();
        plain.Remove("hasRequestId");
        if (plain["raw"] is JsonArray chunks)
        {
            foreach (JsonObject chunk in chunks.OfType<JsonObject>().Where(it => it.ContainsKey("usage") && it["usage"] is null))
            {
                chunk.Remove("usage");
            }
        }

        return new Observation(plain);
    }

    /// <summary>A line for each way in which the gateway is not faithful without being meant to.</summary>
    public static IEnumerable<string> Faults(WireCell cell, Observation direct, Observation gateway)
    {
        (Observation before, Observation behind) = (Plain(direct), Plain(gateway));
        IntendedDifference? intended = All.FirstOrDefault(it => it.Applies(cell));
        return intended is null
            ? Comparison.Differences(before.Seen, behind.Seen)
            : intended.Faults(before, behind).Select(fault => $"({intended.Name}) {fault}");
    }
}
