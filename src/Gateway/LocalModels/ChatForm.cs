using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Experts.Serving;
using Protocol.Chat;

namespace Gateway.LocalModels;

/// <summary>Answers as chat completions.</summary>
/// <param name="id">Name of the answer.</param>
/// <param name="created">Seconds since 1970.</param>
/// <param name="model">The model with its version.</param>
/// <param name="fingerprint">What computes.</param>
/// <param name="request">What was asked.</param>
internal sealed class ChatForm(string id, long created, string model, string fingerprint, ChatRequest request) : IAnswerForm
{
    private readonly Dictionary<int, int> _callsOfChoice = [];

    /// <inheritdoc/>
    public void WritePiece(int choice, AnswerPiece piece, bool isFirst, IBufferWriter<byte> output)
    {
        var delta = new ChunkDelta
        {
            Role = isFirst ? ChatRoles.Assistant : null,
            Content = piece.Text.Length > 0 || (isFirst && piece.Calls.IsDefaultOrEmpty) ? piece.Text : null,
            ToolCalls = piece.Calls.IsDefaultOrEmpty ? null : [.. piece.Calls.Select(call => Describe(call) with { Index = NextCall(choice) })],
        };
        var chunk = Chunk([new ChunkChoice { Index = choice, Delta = delta, Logprobs = Logprobs(piece.Tokens), FinishReason = AnswerForms.FinishReason(piece.End) }]);
        AnswerForms.Write(chunk, ProtocolJson.Wire.ChatCompletionChunk, output);
    }

    /// <inheritdoc/>
    public bool TryWriteUsage(Usage usage, IBufferWriter<byte> output)
    {
        if (request.StreamOptions?.IncludeUsage is not true)
            return false;
        AnswerForms.Write(Chunk([]) with { Usage = usage }, ProtocolJson.Wire.ChatCompletionChunk, output);
        return true;
    }

    /// <inheritdoc/>
    public byte[] Whole(IReadOnlyList<WholeChoice> choices, Usage usage) => JsonSerializer.SerializeToUtf8Bytes(
        new ChatCompletion
        {
            Id = id,
            Created = created,
            Model = model,
            SystemFingerprint = fingerprint,
            Choices = [.. choices.Select((choice, index) => new ChatChoice
            {
                Index = index,
                Message = new ResponseMessage
                {
                    Content = choice.Text.Length > 0 || choice.Calls.IsEmpty ? choice.Text : null,
                    ToolCalls = choice.Calls.IsEmpty ? null : [.. choice.Calls.Select(Describe)],
                },
                Logprobs = Logprobs(choice.Tokens),
                FinishReason = AnswerForms.FinishReason(choice.End),
            })],
            Usage = usage,
        },
        ProtocolJson.Wire.ChatCompletion);

    private ChatCompletionChunk Chunk(IReadOnlyList<ChunkChoice> choices) => new()
    {
        Id = id,
        Created = created,
        Model = model,
        SystemFingerprint = fingerprint,
        Choices = choices,
    };

    private JsonElement? Logprobs(ImmutableArray<AnswerToken> tokens) => request.Logprobs is true
        ? JsonSerializer.SerializeToElement(new ChoiceLogprobs { Content = [.. tokens.Select(token => Describe(token, isAlternative: false))] }, ProtocolJson.Wire.ChoiceLogprobs)
        : null;

    private int NextCall(int choice)
    {
        var index = _callsOfChoice.GetValueOrDefault(choice);
        _callsOfChoice[choice] = index + 1;
        return index;
    }

    private static ToolCall Describe(CalledTool call) => new()
    {
        Id = LocalModelCall.NewId("call_"),
        Type = "function",
        Function = new FunctionCall { Name = call.Name, Arguments = call.Arguments.GetRawText() },
    };

    private static TokenLogprob Describe(AnswerToken token, bool isAlternative) => new()
    {
        Token = token.Text,
        Logprob = AnswerForms.Logprob(token.LogProbability),
        Bytes = token.Bytes.IsEmpty ? null : [.. token.Bytes.ToArray()],
        TopLogprobs = isAlternative ? null : [.. token.Top.Select(other => Describe(other, isAlternative: true))],
    };
}
