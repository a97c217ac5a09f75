using Experts.Memory;
using Experts.Serving;

namespace Experts.Notes;

/// <summary>How a memory is searched.</summary>
public static class MemoryRecall
{
    /// <summary>By characters.</summary>
    public static NoteRecall ByCharacters(LiveMemory memory) => (question, count, _) => ValueTask.FromResult(memory.Now().Recall(question, count));

    /// <summary>By characters and meaning together; by characters alone while the memory has no vectors of this model.</summary>
    /// <param name="memory">What is searched.</param>
    /// <param name="model">Name of the embedding model, as the memory's vectors know it.</param>
    /// <param name="embedder">The model; stays the caller's.</param>
    public static NoteRecall ByMeaning(LiveMemory memory, string model, TextEmbedder embedder) => async (question, count, cancellationToken) =>
    {
        var tokens = embedder.TokensOf(QuestionText.Normalise(question));
        var snapshot = memory.Now();
        if (snapshot.MeaningModel != model || tokens.Length > embedder.LongestText)
        {
            return snapshot.Recall(question, count);
        }

        var vectors = await embedder.EmbedAsync([tokens], null, cancellationToken);
        return snapshot.Recall(question, vectors[0].Vector.Span, count);
    };
}
