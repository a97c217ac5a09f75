using Experts.Memory;
using Trainer.Corpus.Pairing;
using Trainer.Corpus.Teaching;

namespace Trainer.Corpus;

/// <summary>
/// Brings an expert's memory to what the documents say now: before and apart from any training, in seconds. What documents no longer
/// say, withdrawn, superseded and changed ones among them, is gone with the next question.
/// </summary>
/// <param name="settings">The rules of the corpus.</param>
/// <param name="heldOut">Questions that must not be remembered, for measuring; null for none, as in use.</param>
public sealed class MemoryUpdate(CorpusSettings settings, HeldOutQuestions? heldOut = null)
{
    /// <summary>Updates a memory.</summary>
    /// <param name="texts">The documents as they are now.</param>
    /// <param name="pairFiles">The owner's files.</param>
    /// <param name="memory">The memory.</param>
    /// <param name="cancellationToken">Ends the wait for another writer.</param>
    /// <returns>The memory's new version.</returns>
    /// <exception cref="InvalidDataException">A file of pairs or the memory is damaged.</exception>
    public async Task<string> RunAsync(DomainTexts texts, IReadOnlyList<string> pairFiles, LiveMemory memory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(memory);
        var now = DomainPairs.Read(texts, pairFiles, settings);
        var pairs = PairMerging.Merge(now.Pairs, heldOut ?? HeldOutQuestions.None, now.Refusals);
        var present = now.Documents.Select(document => (document.Document.Id, document.Document.ContentHash)).ToHashSet();
        return await memory.UpdateAsync(writer => Apply(writer, pairs, present), cancellationToken);
    }

    /// <summary>A taught note stays while its document is unchanged; the owner's and the rules' notes are exactly those of now.</summary>
    private static void Apply(NoteMemoryWriter writer, IReadOnlyList<NotePair> pairs, HashSet<(string Id, string ContentHash)> present)
    {
        writer.Retain((group, source) => group.StartsWith(Teacher.Groups, StringComparison.Ordinal) && present.Contains((source.DocumentId, source.ContentHash)));
        foreach (var note in pairs.Select(pair => pair.Remembered).OfType<MemoryNote>())
        {
            writer.Add(note);
        }
    }
}
