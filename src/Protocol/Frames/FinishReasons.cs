namespace Protocol.Frames;

/// <summary>
/// Why a choice ended: the five values of OpenAI's document, and what the values of other servers mean in them.
/// At least one official client (OpenAI .NET) throws at any other value, so a gateway must not let one through.
/// </summary>
public static class FinishReasons
{
    /// <summary>The model ended by itself or met a stop sequence.</summary>
    public const string Stop = "stop";

    /// <summary>The limit of tokens was reached.</summary>
    public const string Length = "length";

    /// <summary>The model calls tools.</summary>
    public const string ToolCalls = "tool_calls";

    /// <summary>A filter left content out.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>The model calls a function (the form before tools).</summary>
    public const string FunctionCall = "function_call";

    /// <summary>
    /// The documented value for any server's; null stays null (not ended). What is unknown becomes <c>stop</c>: the
    /// choice did end, and no other value claims less. That holds for "error" too; a failure must be told by an
    /// error event, which the caller sends when it sees one (<see cref="ChunkScan.SaysError"/>).
    /// </summary>
    public static string? Map(string? reason) => reason switch
    {
        null => null,
        Stop or Length or ToolCalls or ContentFilter or FunctionCall => reason,
        "max_tokens" or "max_length" or "max_output_tokens" or "model_length" or "model_context_window_exceeded"
            or "MAX_TOKENS" or "limit" => Length,
        "tool_use" or "tool_call" or "tool-calls" or "tools" => ToolCalls,
        "content_filtered" or "content-filter" or "safety" or "SAFETY" or "refusal" or "guardrail_intervened"
            or "RECITATION" or "sensitive" => ContentFilter,
        "function" => FunctionCall,
        _ => Stop, // eos, eos_token, end_turn, stop_sequence, STOP, COMPLETE, "", and what nobody has thought of yet
    };

    /// <summary>
    /// True for the empty string, which some servers put into every running chunk: beside text it says nothing, alone it
    /// is an end.
    /// </summary>
    internal static bool IsEmpty(ReadOnlySpan<byte> json) => json.SequenceEqual("\"\""u8);

    /// <summary>True for the JSON of a documented value, spelt without escapes: what needs no mapping.</summary>
    internal static bool IsDocumented(ReadOnlySpan<byte> json) =>
        json.SequenceEqual("\"stop\""u8) || json.SequenceEqual("\"length\""u8) || json.SequenceEqual("\"tool_calls\""u8)
        || json.SequenceEqual("\"content_filter\""u8) || json.SequenceEqual("\"function_call\""u8);
}
