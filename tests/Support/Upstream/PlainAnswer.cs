using System.Collections.Immutable;
using System.Text;

namespace Support.Upstream;

/// <summary>The prepared bytes of <see cref="PlainUpstream"/>.</summary>
internal static class PlainAnswer
{
    private const int WholeLength = 954;
    private const int ContentEvents = 20;

    private const string Head =
        "\"id\":\"chatcmpl-0123456789abcdef0123456789abcdef0\",\"created\":1760000000,\"model\":\"plain\"";

    /// <summary>A completion of exactly 954 bytes.</summary>
    public static ReadOnlyMemory<byte> Whole { get; } = BuildWhole();

    /// <summary>23 events: the role, 20 pieces of content, the finish reason, the end mark.</summary>
    public static ImmutableArray<ReadOnlyMemory<byte>> Events { get; } =
    [
        Chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
        .. Enumerable.Range(1, ContentEvents).Select(number => Chunk($"{{\"content\":\" word{number}\"}}", "null")),
        Chunk("{}", "\"stop\""),
        Encoding.ASCII.GetBytes("data: [DONE]\n\n"),
    ];

    private static ReadOnlyMemory<byte> Chunk(string delta, string finish) => Encoding.ASCII.GetBytes(
        $"data: {{{Head},\"object\":\"chat.completion.chunk\","
        + $"\"choices\":[{{\"index\":0,\"delta\":{delta},\"logprobs\":null,\"finish_reason\":{finish}}}]}}\n\n");

    private static ReadOnlyMemory<byte> BuildWhole()
    {
        string before = $"{{{Head},\"object\":\"chat.completion\",\"choices\":[{{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"";
        const string after = "\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":24,\"completion_tokens\":120,\"total_tokens\":144}}";
        string content = string.Concat(Enumerable.Repeat("lorem ipsum ", 80));
        return Encoding.ASCII.GetBytes(before + content[..(WholeLength - before.Length - after.Length)] + after);
    }
}
