using System.Buffers;

namespace Protocol.Frames;

/// <summary>
/// What a gateway must know of an answer that it passes on: taken from one streamed chunk, or from the whole body
/// of a non-streamed answer, in one pass without a tree and without allocation.
/// </summary>
public readonly record struct ChunkScan
{
    /// <summary>Deepest nesting that is looked at; what is deeper is not understood. Real answers use about 8 levels.</summary>
    public const int MaxDepth = 128;

    /// <summary>Where the <c>id</c> is.</summary>
    public ByteRange Id { get; internal init; }

    /// <summary>Where the name of the model is.</summary>
    public ByteRange Model { get; internal init; }

    /// <summary>The reported usage; null when there is none or it is null.</summary>
    public TokenCounts? Usage { get; internal init; }

    /// <summary>True when there is a <c>usage</c> member, be it null.</summary>
    public bool HasUsageMember { get; internal init; }

    /// <summary>Number of elements of <c>choices</c>; null when there is no such array.</summary>
    public int? Choices { get; internal init; }

    /// <summary>True for the chunk that carries usage and nothing else: <c>choices</c> is empty and usage is not null.</summary>
    public bool IsUsageOnly => Choices == 0 && Usage is not null;

    /// <summary>True when this is an error and not an answer: <c>error</c> is neither missing nor null, or <c>object</c> is "error" (older vLLM).</summary>
    public bool IsError { get; internal init; }

    /// <summary>True when some choice has text or a refusal.</summary>
    public bool HasContent { get; internal init; }

    /// <summary>True when some choice has a tool call or a function call.</summary>
    public bool HasToolCalls { get; internal init; }

    /// <summary>Number of choices whose <c>finish_reason</c> is not null: those that end here.</summary>
    public int Finished { get; internal init; }

    /// <summary>Where the first <c>finish_reason</c> that is not null is; see <see cref="ReadFinishReason"/>.</summary>
    public ByteRange FinishReason { get; internal init; }

    /// <summary>True when some <c>finish_reason</c> is none of the five documented ones.</summary>
    public bool HasUndocumentedFinishReason { get; internal init; }

    /// <summary>True for a chunk that says something and has an empty <c>finish_reason</c> beside it: some servers put one into every running chunk. It is no end.</summary>
    public bool RunsOn { get; internal init; }

    /// <summary>True when a choice ends with <c>finish_reason: "error"</c>: a failure that most clients would not notice.</summary>
    public bool SaysError { get; internal init; }

    /// <summary>Reads a chunk or a body; false when it is no JSON object or too deep. Never throws for what the bytes hold.</summary>
    public static bool TryScan(ReadOnlySpan<byte> json, out ChunkScan scan) => ChunkReader.TryRead(json, out scan);

    /// <summary>The <c>id</c>, or null. Allocates.</summary>
    public string? ReadId(ReadOnlySpan<byte> json) => JsonText.Read(Id.Of(json));

    /// <summary>The model's name, or null. Allocates.</summary>
    public string? ReadModel(ReadOnlySpan<byte> json) => JsonText.Read(Model.Of(json));

    /// <summary>The first finish reason, mapped (<see cref="FinishReasons.Map"/>), or null.</summary>
    public string? ReadFinishReason(ReadOnlySpan<byte> json) =>
        FinishReason.IsEmpty ? null : FinishReasons.Map(JsonText.Read(FinishReason.Of(json)) ?? "");

    /// <summary>True when a client must not get these bytes as they are: <see cref="Write"/> would change them.</summary>
    public bool NeedsEdit(bool keepUsage) => HasUndocumentedFinishReason || (HasUsageMember && !keepUsage);

    /// <summary>Writes the same bytes, but with every finish reason mapped and, unless it is kept, without the <c>usage</c> member.</summary>
    /// <param name="json">The very bytes that the scan was taken from.</param>
    /// <param name="keepUsage">False when the client did not ask for usage.</param>
    /// <param name="output">Where the bytes go.</param>
    public void Write(ReadOnlySpan<byte> json, bool keepUsage, IBufferWriter<byte> output)
    {
        if (NeedsEdit(keepUsage))
        {
            ChunkEditor.Write(json, keepUsage, RunsOn, output);
        }
        else
        {
            output.Write(json);
        }
    }
}
