namespace Experts.Generation;

/// <summary>
/// Continues prompts with one loaded model. Thread-safe: many requests run at once. Disposing ends what still runs with an
/// <see cref="ObjectDisposedException"/>; whoever wants to drain waits for its own requests first.
/// </summary>
public interface IGenerationEngine : IAsyncDisposable
{
    /// <summary>Most tokens of prompt and answer together.</summary>
    int ContextLength { get; }

    /// <summary>Number of logits at each place.</summary>
    int VocabularySize { get; }

    /// <summary>What computes, for records: engine, library version, precision, such as <c>onnxruntime 1.29.0 cpu int4</c>.</summary>
    string Fingerprint { get; }

    /// <summary>Generates until an end token or a limit. Stopping the enumeration or cancelling frees the place at the next step.</summary>
    /// <exception cref="EngineBusyException">The queue is full, or the admission deadline has passed.</exception>
    /// <exception cref="ContextOverflowException">The prompt leaves no room for an answer.</exception>
    IAsyncEnumerable<GeneratedToken> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken);
}
