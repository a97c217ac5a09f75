using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>
/// An encoder with its weights, off the callers' threads. One run at a time: a run uses all of the model's threads, and two
/// beside each other only wait for each other.
/// </summary>
internal sealed class EmbedderModel(EncoderSession session, SharedWeights weights) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _disposed;

    /// <summary>Computes the vectors of texts in tokens.</summary>
    public async Task<IReadOnlyList<float[]>> EncodeAsync(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(() => session.Encode(texts, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None);
        _disposed = true;
        session.Dispose();
        weights.Dispose();
        _turn.Release();
    }
}
