using System.Collections.Immutable;

namespace Support.Upstream;

/// <summary>The usual answer with every finish reason that servers send, documented or not.</summary>
internal static class FinishCases
{
    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        Ending("finish-length", "length"),
        Ending("finish-content-filter", "content_filter"),
        Ending("finish-eos", "eos"),
        Ending("finish-end-turn", "end_turn"),
        Ending("finish-max-tokens", "max_tokens"),
        Ending("finish-error", "error"),
        Ending("finish-empty", ""),
        UpstreamCase.Of("no-finish", "no finish reason ever comes", call => EndAsync(call, null)),
    ];

    private static UpstreamCase Ending(string name, string reason) =>
        UpstreamCase.Of(name, $"the finish reason is '{reason}'", call => EndAsync(call, reason));

    private static async Task EndAsync(UpstreamCall call, string? finish)
    {
        if (!call.Stream)
        {
            await Reply.JsonAsync(call, 200, Completion.Whole(
                call, Completion.Choice(Completion.Message(TextCases.Answer), finish)));
            return;
        }

        var stream = new EventStream(call);
        await TextCases.PiecesAsync(stream);
        await TextCases.EndAsync(call, stream, finish);
    }
}
