using System.Threading.Channels;
using Experts.Sampling;

namespace Experts.Generation;

/// <summary>One request on its way through the engine. The scheduler thread owns everything but cancelling and the reading end.</summary>
internal sealed class Sequence
{
    private readonly int[] _tokens;
    private readonly Channel<GeneratedToken> _channel;
    private volatile bool _cancelled;

    public Sequence(GenerationRequest request, int maxTokens)
    {
        (Request, MaxTokens) = (request, maxTokens);
        _tokens = new int[request.Prompt.Length + maxTokens];
        request.Prompt.CopyTo(_tokens);
        Count = PromptLength;

        // Room for the whole answer: a slow reader holds up nobody.
        _channel = Channel.CreateBounded<GeneratedToken>(new BoundedChannelOptions(maxTokens) { SingleReader = true, SingleWriter = false });
    }

    public GenerationRequest Request { get; }

    public int PromptLength => Request.Prompt.Length;

    /// <summary>Most tokens of the answer, the context considered.</summary>
    public int MaxTokens { get; }

    /// <summary>Positions it may come to need.</summary>
    public int Reserve => _tokens.Length;

    /// <summary>Tokens of prompt and answer so far.</summary>
    public int Count { get; private set; }

    /// <summary>Positions in the cache: of the prompt while it is filled, later all tokens but the last.</summary>
    public int Past { get; set; }

    /// <summary>Its place in the cache.</summary>
    public int Slot { get; set; }

    public Sampler? Sampler { get; set; }

    /// <summary>How far guessing ahead pays for this answer.</summary>
    public LookupPace Pace { get; set; }

    /// <summary>The next token was too close to call in a run with guesses: it is computed alone.</summary>
    public bool DecidesAlone { get; set; }

    public bool Cancelled => _cancelled;

    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    public int LastToken => _tokens[Count - 1];

    public ChannelReader<GeneratedToken> Reader => _channel.Reader;

    /// <summary>Adds a token to the answer and hands it out. True when it was the last one.</summary>
    public bool Deliver(in TokenChoice choice, ReadOnlySpan<TokenChoice> top)
    {
        _tokens[Count++] = choice.Token;
        FinishReason? finish = Request.EndTokens.Contains(choice.Token) ? FinishReason.EndToken
            : Count == _tokens.Length ? FinishReason.Length
            : null;
        _channel.Writer.TryWrite(new GeneratedToken(choice, [.. top], finish));
        if (finish is not null)
        {
            _channel.Writer.TryComplete();
        }

        return finish is not null;
    }

    /// <summary>Ends the answer with an error, which its reader sees. Any thread.</summary>
    public void Fail(Exception error) => _channel.Writer.TryComplete(error);

    /// <summary>Gives up the request; its place is free at the next step. Any thread.</summary>
    public void Cancel() => _cancelled = true;

    /// <summary>The same, and lets a waiting reader go on.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        _cancelled = true;
        Fail(new OperationCanceledException(cancellationToken));
    }
}
