using System.Text.Json;
using Gateway.Augmentation;
using Gateway.Upstreams;
using Protocol.Chat;

namespace Gateway.Endpoints;

/// <summary>A composed answer in OpenAI's form. Token counts are estimates: no model was asked.</summary>
internal sealed class ComposedDraft(RoutedQuestion routed, ComposedAnswer answer, string id, long created, JsonElement? explanation)
{
    /// <summary>What is said.</summary>
    public ComposedAnswer Answer { get; } = answer;

    /// <summary>Estimated tokens of the conversation and of the answer.</summary>
    public Usage Usage { get; } = Estimate(routed.Request, answer.Text);

    /// <summary>The answer in one piece; with <c>n</c> choices, all the same, for it is deterministic.</summary>
    public ChatCompletion Whole() => new()
    {
        Id = id,
        Created = created,
        Model = ExtractiveAnswerer.Name,
        SystemFingerprint = ExtractiveAnswerer.Fingerprint,
        Choices = [.. Choices().Select(index => new ChatChoice
        {
            Index = index,
            FinishReason = "stop",
            Message = new ResponseMessage { Content = Answer.Text, Annotations = Answer.Annotations.IsEmpty ? null : Answer.Annotations },
        })],
        Usage = Usage,
        Gateway = explanation,
    };

    /// <summary>The chunks of a stream: role, text, citations, end and, when asked for, usage.</summary>
    public IEnumerable<ChatCompletionChunk> Chunks()
    {
        foreach (var index in Choices())
        {
            yield return Chunk(index, new ChunkDelta { Role = "assistant", Content = "" });
            yield return Chunk(index, new ChunkDelta { Content = Answer.Text });
            if (!Answer.Annotations.IsEmpty || explanation is not null)
                yield return Chunk(index, new ChunkDelta { Annotations = Answer.Annotations }) with { Gateway = explanation };
            yield return Chunk(index, new ChunkDelta(), finish: "stop");
        }
        if (routed.Request.StreamOptions?.IncludeUsage is true)
            yield return Empty() with { Usage = Usage };
    }

    private IEnumerable<int> Choices() => Enumerable.Range(0, routed.Request.N ?? 1);

    private ChatCompletionChunk Chunk(int index, ChunkDelta delta, string? finish = null) =>
        Empty() with { Choices = [new ChunkChoice { Index = index, Delta = delta, FinishReason = finish }] };

    private ChatCompletionChunk Empty() => new()
    {
        Id = id,
        Created = created,
        Model = ExtractiveAnswerer.Name,
        SystemFingerprint = ExtractiveAnswerer.Fingerprint,
        Choices = [],
    };

    private static Usage Estimate(ChatRequest request, string text)
    {
        var prompt = request.Messages.Sum(message => TokenEstimate.Of(message.Text));
        var completion = TokenEstimate.Of(text);
        return new Usage { PromptTokens = prompt, CompletionTokens = completion, TotalTokens = prompt + completion };
    }
}
