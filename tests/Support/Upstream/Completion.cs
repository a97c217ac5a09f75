using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>The JSON of answers as OpenAI documents them: whole completions, chunks, usage.</summary>
internal static class Completion
{
    public const long Created = 1_760_000_000;

    public const string Fingerprint = "fp_upstream";

    public static string Id(UpstreamCall call) => "chatcmpl-" + call.Model;

    public static JsonObject Whole(UpstreamCall call, params JsonNode?[] choices) => new()
    {
        ["id"] = Id(call),
        ["object"] = "chat.completion",
        ["created"] = Created,
        ["model"] = call.Model,
        ["choices"] = new JsonArray(choices),
        ["usage"] = Usage(),
        ["system_fingerprint"] = Fingerprint,
    };

    public static JsonObject Choice(JsonObject message, string? finish, int index = 0) => new()
    {
        ["index"] = index,
        ["message"] = message,
        ["logprobs"] = null,
        ["finish_reason"] = finish,
    };

    public static JsonObject Message(string? content) => new()
    {
        ["role"] = "assistant",
        ["content"] = content,
        ["refusal"] = null,
    };

    public static JsonObject Chunk(UpstreamCall call, params JsonNode?[] choices) => new()
    {
        ["id"] = Id(call),
        ["object"] = "chat.completion.chunk",
        ["created"] = Created,
        ["model"] = call.Model,
        ["system_fingerprint"] = Fingerprint,
        ["choices"] = new JsonArray(choices),
    };

    public static JsonObject Delta(JsonObject delta, string? finish = null, int index = 0) => new()
    {
        ["index"] = index,
        ["delta"] = delta,
        ["logprobs"] = null,
        ["finish_reason"] = finish,
    };

    public static JsonObject RoleDelta() => new() { ["role"] = "assistant", ["content"] = "" };

    public static JsonObject ContentDelta(string content) => new() { ["content"] = content };

    public static JsonObject Usage() => new()
    {
        ["prompt_tokens"] = 11,
        ["completion_tokens"] = 7,
        ["total_tokens"] = 18,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = 3, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject
        {
            ["reasoning_tokens"] = 2,
            ["audio_tokens"] = 0,
            ["accepted_prediction_tokens"] = 0,
            ["rejected_prediction_tokens"] = 0,
        },
    };
}
