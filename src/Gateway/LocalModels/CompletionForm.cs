using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Experts.Serving;
using Protocol.Chat;
using Protocol.Completions;

namespace Gateway.LocalModels;

/// <summary>Answers as legacy completions.</summary>
/// <param name="id">Name of the answer.</param>
/// <param name="created">Seconds since 1970.</param>
/// <param name="model">The model with its version.</param>
/// <param name="fingerprint">What computes.</param>
/// <param name="request">What was asked.</param>
/// <param name="echoes">Text that goes before each choice; empty texts unless it was asked for.</param>
internal sealed class CompletionForm(
    string id, long created, string model, string fingerprint, CompletionRequest request, ImmutableArray<string> echoes) : IAnswerForm
{
    private readonly int[] _offsets = new int[echoes.Length];

    /// <inheritdoc/>
    public void WritePiece(int choice, AnswerPiece piece, bool isFirst, IBufferWriter<byte> output) =>
        AnswerForms.Write(
            Answer([Choice(choice, isFirst ? echoes[choice] + piece.Text : piece.Text, piece.Tokens, piece.End)]), CompletionJson.Wire.Completion, output);

    /// <inheritdoc/>
    public bool TryWriteUsage(Usage usage, IBufferWriter<byte> output)
    {
        if (request.StreamOptions?.IncludeUsage is not true)
            return false;
        AnswerForms.Write(Answer([]) with { Usage = usage }, CompletionJson.Wire.Completion, output);
        return true;
    }

    /// <inheritdoc/>
    public byte[] Whole(IReadOnlyList<WholeChoice> choices, Usage usage) => JsonSerializer.SerializeToUtf8Bytes(
        Answer([.. choices.Select((choice, index) => Choice(index, echoes[index] + choice.Text, choice.Tokens, choice.End))]) with { Usage = usage },
        CompletionJson.Wire.Completion);

    private Completion Answer(IReadOnlyList<CompletionChoice> choices) => new()
    {
        Id = id,
        Created = created,
        Model = model,
        SystemFingerprint = fingerprint,
        Choices = choices,
    };

    private CompletionChoice Choice(int index, string text, ImmutableArray<AnswerToken> tokens, AnswerEnd? end) => new()
    {
        Index = index,
        Text = text,
        Logprobs = request.Logprobs is null ? null : Logprobs(tokens, ref _offsets[index]),
        FinishReason = AnswerForms.FinishReason(end),
    };

    private static CompletionLogprobs Logprobs(ImmutableArray<AnswerToken> tokens, ref int offset)
    {
        var offsets = new int[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            offsets[i] = offset;
            offset += tokens[i].Text.Length;
        }
        return new CompletionLogprobs
        {
            Tokens = [.. tokens.Select(token => token.Text)],
            TokenLogprobs = [.. tokens.Select(token => AnswerForms.Logprob(token.LogProbability))],
            TopLogprobs = [.. tokens.Select(TopOf)],
            TextOffset = offsets,
        };
    }

    /// <summary>Tokens that are parts of characters may share a text: the likeliest of them counts.</summary>
    private static Dictionary<string, double> TopOf(AnswerToken token)
    {
        var top = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var other in token.Top)
            top.TryAdd(other.Text, AnswerForms.Logprob(other.LogProbability));
        return top;
    }
}
