using System.Collections.Concurrent;
using Retrieval.Stores;

namespace Retrieval.Embeddings;

/// <summary>
/// Embeds questions with the model whose space is searched. Remembers the last ones. Thread-safe. Where the model is not at hand (a new one is
/// configured, the old one is gone, and its successor's space is not complete) there is no vector, and words alone are searched.
/// </summary>
/// <param name="models">The models at hand.</param>
public sealed class QuestionEmbedder(IReadOnlyList<EmbeddingModel> models)
{
    private const int MaxRemembered = 1024;

    private readonly ConcurrentDictionary<(long Space, string Text), float[]> _remembered = new();

    /// <summary>Words alone are searched.</summary>
    public static QuestionEmbedder None { get; } = new([]);

    /// <summary>The question in the space that a snapshot's searches use; null when there is none, or no model for it.</summary>
    public async ValueTask<EmbeddedQuestion?> EmbedAsync(StoreSnapshot snapshot, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (models.Count == 0 || snapshot.ActiveSpace is not { } space || models.FirstOrDefault(one => one.Name == space.Model) is not { } model)
        {
            return null;
        }

        if (!_remembered.TryGetValue((space.Id, text), out var vector))
        {
            vector = (await model.EmbedAsync([text], cancellationToken))[0];
            if (_remembered.Count >= MaxRemembered)
            {
                _remembered.Clear();
            }

            _remembered[(space.Id, text)] = vector;
        }

        return vector.Length == space.Dimensions ? new EmbeddedQuestion(space.Id, vector) : null;
    }
}
