using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json.Nodes;
using OpenAI.Chat;

namespace Conformance.Wire;

/// <summary>Puts together what the user of OpenAI's client for .NET sees of one call.</summary>
internal sealed class DotNetView
{
    private static readonly string[] Hints =
    [
        "retry-after", "retry-after-ms", "x-should-retry", "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests",
        "x-ratelimit-reset-requests", "x-ratelimit-remaining-tokens",
    ];

    private readonly JsonObject _seen = new() { ["error"] = null };
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private readonly SortedDictionary<int, (string Id, string Name, string Arguments)> _toolCalls = [];
    private readonly JsonArray _raw = [];

    public void See(ClientResult<ChatCompletion> result)
    {
        ChatCompletion answer = result.Value;
        SeeHeaders(result.GetRawResponse());
        _raw.Add(JsonNode.Parse(result.GetRawResponse().Content));
        SeeParts(answer.Content, answer.Refusal);
        foreach (ChatToolCall call in answer.ToolCalls)
        {
            _toolCalls[_toolCalls.Count] = (call.Id, call.FunctionName, call.FunctionArguments.ToString());
        }

        SeeEnvelope(answer.Id, answer.Model, answer.SystemFingerprint, answer.CreatedAt);
        _seen["finish"] = answer.FinishReason.ToString();
        _seen["usage"] = Usage(answer.Usage);
        _seen["logprobs"] = answer.ContentTokenLogProbabilities.Count;
    }

    public void See(StreamingChatCompletionUpdate update)
    {
        _raw.Add(JsonNode.Parse(ModelReaderWriter.Write(update, ModelReaderWriterOptions.Json)));
        SeeParts(update.ContentUpdate, update.RefusalUpdate);
        foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
        {
            (string id, string name, string arguments) = _toolCalls.GetValueOrDefault(call.Index, ("", "", ""));
            _toolCalls[call.Index] = (
                id + call.ToolCallId, name + call.FunctionName, arguments + call.FunctionArgumentsUpdate?.ToString());
        }

        SeeEnvelope(update.CompletionId, update.Model, update.SystemFingerprint, update.CreatedAt);
        _seen["finish"] = update.FinishReason?.ToString() ?? (string?)_seen["finish"];
        _seen["usage"] = Usage(update.Usage) ?? _seen["usage"]?.DeepClone();
        _seen["logprobs"] = ((int?)_seen["logprobs"] ?? 0) + update.ContentTokenLogProbabilities.Count;
    }

    public void Fail(Exception failure)
    {
        // The status of a broken stream is that of its beginning, and its exception has no answer.
        PipelineResponse? response = (failure as ClientResultException)?.GetRawResponse();
        _seen["error"] = new JsonObject
        {
            ["class"] = failure.GetType().Name,
            ["status"] = response?.Status,
            ["message"] = failure.Message,
            ["body"] = response?.Content.ToString(),
        };
        if (response is not null)
        {
            SeeHeaders(response);
        }
    }

    public Observation ToObservation()
    {
        _seen["text"] = _text.ToString();
        _seen["refusal"] = _refusal.ToString();
        _seen["toolCalls"] = new JsonArray([.. _toolCalls.Values.Select(call => new JsonObject
        {
            ["id"] = call.Id, ["name"] = call.Name, ["arguments"] = call.Arguments,
        })]);
        _seen["raw"] = _raw;
        return new Observation(_seen);
    }

    private void SeeParts(ChatMessageContent parts, string? refusal)
    {
        foreach (ChatMessageContentPart part in parts)
        {
            _text.Append(part.Text);
        }

        _refusal.Append(refusal);
    }

    private void SeeEnvelope(string? id, string? model, string? fingerprint, DateTimeOffset created)
    {
        _seen["id"] = id;
        _seen["model"] = model;
        _seen["fingerprint"] = fingerprint;
        _seen["created"] = created.ToUnixTimeSeconds();
    }

    private void SeeHeaders(PipelineResponse response)
    {
        var hints = new JsonObject();
        foreach (string name in Hints)
        {
            if (response.Headers.TryGetValue(name, out string? value))
            {
                hints[name] = value;
            }
        }

        _seen["hints"] = hints;
        _seen["contentType"] = response.Headers.TryGetValue("content-type", out string? type) ? type?.Split(';')[0] : null;
        _seen["hasRequestId"] = response.Headers.TryGetValue("x-request-id", out _);
    }

    private static JsonNode? Usage(ChatTokenUsage? usage) =>
        usage is null ? null : JsonNode.Parse(ModelReaderWriter.Write(usage, ModelReaderWriterOptions.Json));
}
