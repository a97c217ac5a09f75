using System.Runtime.CompilerServices;
using Experts.Generation;
using Experts.Sampling;

namespace Support.Models;

/// <summary>An engine that says what a script tells it, token by token: no model, no arithmetic, the same contract.</summary>
/// <param name="script">The answer's tokens for a request; the end token follows by itself.</param>
public sealed class ScriptedEngine(Func<GenerationRequest, IEnumerable<int>> script) : IGenerationEngine
{
    private int _running;
    private int _started;
    private volatile bool _disposed;

    /// <summary>Says one text, byte by byte, to every request.</summary>
    public static ScriptedEngine Saying(string text) => new(_ => ByteTokenizer.Ids(text));

    /// <inheritdoc/>
    public int ContextLength { get; init; } = 4096;

    /// <inheritdoc/>
    public int VocabularySize => ByteTokenizer.VocabularySize;

    /// <inheritdoc/>
    public string Fingerprint { get; init; } = "scripted 1";

    /// <summary>Requests at once; more are busy.</summary>
    public int Places { get; init; } = int.MaxValue;

    /// <summary>Awaited before each token; null for no wait.</summary>
    public Func<CancellationToken, Task>? BeforeToken { get; init; }

    /// <summary>Thrown in the place of the token of this number, from 0.</summary>
    public (int At, Exception Failure)? Breaks { get; init; }

    /// <summary>Requests that run now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Requests that ever began.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed => _disposed;

    /// <summary>The last request.</summary>
    public GenerationRequest? Last { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<GeneratedToken> GenerateAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Last = request;
        Interlocked.Increment(ref _started);
        try
        {
            if (Interlocked.Increment(ref _running) > Places)
            {
                throw new EngineBusyException("Every place is taken.");
            }

            var count = 0;
            foreach (var scripted in script(request).Append(request.EndTokens[0]))
            {
                await StepAsync(count, cancellationToken);
                var token = Constrain(request, scripted);
                count++;
                var finish = request.EndTokens.Contains(token) ? FinishReason.EndToken : count == request.MaxTokens ? FinishReason.Length : (FinishReason?)null;
                yield return new GeneratedToken(new TokenChoice(token, -token / 100f), Alternatives(request, token), finish);
                if (finish is not null)
                {
                    yield break;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    private async Task StepAsync(int count, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (BeforeToken is { } wait)
        {
            await wait(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Breaks is { } breaks && breaks.At == count)
        {
            throw breaks.Failure;
        }
    }

    /// <summary>The scripted token where the constraint allows it, else the first one that it allows.</summary>
    private static int Constrain(GenerationRequest request, int scripted)
    {
        if (request.Constraint is not { } constraint)
        {
            return scripted;
        }

        var logits = new float[ByteTokenizer.VocabularySize];
        constraint.Apply(logits);
        var token = float.IsNegativeInfinity(logits[scripted]) ? Array.FindIndex(logits, logit => !float.IsNegativeInfinity(logit)) : scripted;
        constraint.Accept(token);
        return token;
    }

    private static System.Collections.Immutable.ImmutableArray<TokenChoice> Alternatives(GenerationRequest request, int token) =>
        request.Sampling.TopLogProbabilities is not { } count
            ? []
            : [.. Enumerable.Range(0, count).Select(rank => new TokenChoice((token + rank) % 256, -token / 100f - rank))];
}
