using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Retrieval.Stores;

namespace Retrieval.Embeddings;

/// <summary>
/// Embeds questions with the model whose space is searched. Remembers the last ones. Thread-safe. Where there is no vector in time, words alone
/// are searched: when the model is not at hand (a new one is configured, the old one is gone, and its successor's space is not complete), when
/// it is late, and for a while after it failed.
/// </summary>
public sealed partial class QuestionEmbedder
{
    private const int MaxRemembered = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(long Space, string Text), Task<float[]>> _remembered = new();
    private readonly Func<string, EmbeddingModel?> _find;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _time;
    private readonly ILogger<QuestionEmbedder> _logger;
    private long _failedAt;

    /// <summary>An embedder of questions.</summary>
    /// <param name="find">The model of a name; null when it is not at hand.</param>
    /// <param name="deadline">Longest wait for a vector.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Told of failures.</param>
    public QuestionEmbedder(Func<string, EmbeddingModel?> find, TimeSpan deadline, TimeProvider time, ILogger<QuestionEmbedder> logger) =>
        (_find, _deadline, _time, _logger) = (find, deadline, time, logger);

    /// <summary>The question in the space that a snapshot's searches use; null when words alone are to be searched.</summary>
    public async ValueTask<EmbeddedQuestion?> EmbedAsync(StoreSnapshot snapshot, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.ActiveSpace is not { } space || IsPausing || _find(space.Model) is not { } model)
        {
            return null;
        }

        try
        {
            var vector = await Remembered(space, model, text).WaitAsync(_deadline, _time, cancellationToken);
            return vector.Length == space.Dimensions ? new EmbeddedQuestion(space.Id, vector) : null;
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a model or a server of others does, the question is answered by words.
            if (problem is not TimeoutException)
            {
                Volatile.Write(ref _failedAt, Math.Max(1, _time.GetTimestamp()));
            }

            NotEmbedded(problem, space.Model);
            return null;
        }
    }

    private bool IsPausing => Volatile.Read(ref _failedAt) is > 0 and var at && _time.GetElapsedTime(at) < Pause;

    /// <summary>A vector that came too late for its question is there for the next one.</summary>
    private Task<float[]> Remembered(EmbeddingSpace space, EmbeddingModel model, string text)
    {
        if (_remembered.Count >= MaxRemembered)
        {
            _remembered.Clear();
        }

        var task = _remembered.GetOrAdd((space.Id, text), _ => OneAsync(model, text));
        if (task.IsFaulted || task.IsCanceled)
        {
            _remembered.TryRemove((space.Id, text), out _);
        }

        return task;
    }

    private static async Task<float[]> OneAsync(EmbeddingModel model, string text) => (await model.EmbedAsync([text], CancellationToken.None))[0];

    [LoggerMessage(3001, LogLevel.Warning, "The embedding model {Model} gave no vector for a question in time; words alone were searched")]
    private partial void NotEmbedded(Exception problem, string model);
}
