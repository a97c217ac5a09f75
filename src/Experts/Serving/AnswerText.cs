using System.Collections.Immutable;
using Experts.Generation;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>Turns an engine's tokens into an answer's text: characters are never cut, stop texts are found across tokens. For one answer.</summary>
internal sealed class AnswerText
{
    private readonly IncrementalDecoder _decoder;
    private readonly StopScanner _stops;
    private readonly TokenPieces? _pieces;
    private readonly ToolCallReader? _calls;
    private int _tokens;
    private int _decoded;
    private int _shown;

    /// <param name="tokenizer">The model's.</param>
    /// <param name="stops">Texts that end the answer.</param>
    /// <param name="withTokens">Whether probabilities are wanted.</param>
    /// <param name="calls">Takes calls of tools out of the text; null where none are offered.</param>
    public AnswerText(Tokenizer tokenizer, ImmutableArray<string> stops, bool withTokens, ToolCallReader? calls)
    {
        _calls = calls;
        _decoder = new IncrementalDecoder(tokenizer, skipSpecialTokens: true);
        _stops = new StopScanner(stops);
        _pieces = withTokens ? new TokenPieces(tokenizer) : null;
    }

    /// <summary>Takes the next token; its piece has an end when the answer is over.</summary>
    public AnswerPiece Take(GeneratedToken token)
    {
        _tokens++;
        var isEndToken = token.Finish == FinishReason.EndToken;
        var text = isEndToken ? "" : _decoder.Append(token.Choice.Token);
        if (token.Finish is not null)
        {
            text += _decoder.Flush();
        }

        var start = _decoded;
        _decoded += text.Length;
        if (!isEndToken)
        {
            _pieces?.Add(token, start, _decoded);
        }

        return Show(text, token.Finish);
    }

    private AnswerPiece Show(string more, FinishReason? finish)
    {
        var shown = _stops.Append(more);
        if (finish is not null && !_stops.HasStopped)
        {
            shown += _stops.Flush();
        }

        _shown += shown.Length;
        var end = End(finish);
        var tokens = _pieces?.Take(_shown, isLast: end is not null) ?? [];
        if (_calls is null)
        {
            return new AnswerPiece(shown, tokens, end);
        }

        var (text, calls) = _calls.Append(shown, isLast: end is not null);
        var isCall = _calls.HasCalls && end is { Reason: StopReason.Stop };
        return new AnswerPiece(text, tokens, isCall ? end! with { Reason = StopReason.ToolCalls } : end) { Calls = calls }; // there is an end, the line before says
    }

    private AnswerEnd? End(FinishReason? finish) => _stops.HasStopped || finish == FinishReason.EndToken
        ? new AnswerEnd(StopReason.Stop, _tokens)
        : finish == FinishReason.Length ? new AnswerEnd(StopReason.Length, _tokens) : null;
}
