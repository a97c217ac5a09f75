using System.Collections.Immutable;
using System.Text;
using Experts.Generation;
using Experts.Sampling;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>
/// Keeps the tokens of an answer until the text they stand for is shown, so that probabilities and text end at the same
/// place when a stop text cuts the answer. For one answer.
/// </summary>
internal sealed class TokenPieces(Tokenizer tokenizer)
{
    private readonly Queue<(AnswerToken Token, int Start, int End)> _waiting = new();

    /// <summary>Takes a token that stands for the characters from <paramref name="start"/> to <paramref name="end"/> of the answer.</summary>
    public void Add(GeneratedToken token, int start, int end) => _waiting.Enqueue((Describe(token.Choice, token.Top), start, end));

    /// <summary>The tokens whose text is shown up to a character.</summary>
    /// <param name="shown">Characters shown so far.</param>
    /// <param name="isLast">Whether no more text will be shown: a token that began before the end then counts.</param>
    public ImmutableArray<AnswerToken> Take(int shown, bool isLast)
    {
        var tokens = ImmutableArray.CreateBuilder<AnswerToken>();
        while (_waiting.TryPeek(out var next) && (next.End <= shown || (isLast && next.Start < shown)))
        {
            tokens.Add(_waiting.Dequeue().Token);
        }

        return tokens.ToImmutable();
    }

    private AnswerToken Describe(TokenChoice choice, ImmutableArray<TokenChoice> top)
    {
        var bytes = tokenizer.BytesOf(choice.Token);
        if (bytes.IsEmpty)
        {
            bytes = Encoding.UTF8.GetBytes(tokenizer.TokenOf(choice.Token) ?? ""); // A special token is named as the vocabulary spells it.
        }

        return new AnswerToken(
            Encoding.UTF8.GetString(bytes.Span), bytes, choice.LogProbability,
            top.IsDefaultOrEmpty ? [] : [.. top.Select(other => Describe(other, []))]);
    }
}
