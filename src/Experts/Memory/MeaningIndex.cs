using Experts.Registry;
using Microsoft.Extensions.AI;

namespace Experts.Memory;

/// <summary>Gives a memory its second key. What was computed for an earlier version is taken over, so an update costs only its new wordings.</summary>
/// <param name="embedder">The model; its vectors have length 1.</param>
/// <param name="model">Its name with its version: vectors of another name are not taken over.</param>
/// <param name="wordingsOfNote">Most wordings of a note that get a vector, spread evenly over all; 24 reach 98 / 97 / 82 % on the invented world.</param>
/// <param name="time">The clock that a waiting writer uses.</param>
public sealed class MeaningIndex(IEmbeddingGenerator<string, Embedding<float>> embedder, string model, int wordingsOfNote, TimeProvider time)
{
    private const int Batch = 64;

    /// <summary>Computes the vectors that the folder's memory lacks and puts them beside it. The memory may be changed meanwhile.</summary>
    /// <param name="folder">Of a memory.</param>
    /// <param name="progress">Gets the number of vectors computed so far.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed then.</param>
    /// <returns>Number of vectors computed.</returns>
    public async Task<int> UpdateAsync(string folder, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        Dictionary<string, ByteVector> known = new(StringComparer.Ordinal);
        for (var computed = 0; ;)
        {
            var memory = NoteMemory.Open(folder);
            foreach (var (text, vector) in memory.Vectors?.Model == model ? memory.Vectors.ByText(memory.Content) : [])
            {
                known.TryAdd(text, vector);
            }

            var wanted = Wanted(memory.Content).ToList();
            foreach (var some in wanted.Select(memory.Content.TextOf).Where(text => !known.ContainsKey(text)).Distinct().ToList().Chunk(Batch))
            {
                var vectors = await embedder.GenerateAsync(some, null, cancellationToken);
                foreach (var (text, vector) in some.Zip(vectors))
                {
                    known[text] = ByteVector.Of(vector.Vector.Span);
                }

                computed += some.Length;
                progress?.Report(computed);
            }

            if (wanted.Count == 0 || await PlaceAsync(folder, memory, wanted, known, cancellationToken))
            {
                return computed;
            }
        }
    }

    /// <summary>False when the memory has changed meanwhile.</summary>
    private async Task<bool> PlaceAsync(
        string folder, NoteMemory memory, IReadOnlyList<int> wanted, Dictionary<string, ByteVector> known, CancellationToken cancellationToken)
    {
        var all = wanted.Select(wording => (wording, known[memory.Content.TextOf(wording)])).ToList();
        var bytes = NoteVectorsFile.Write(new NoteVectors(model, all[0].Item2.Numbers.Length, all));
        using var taken = await RegistryLock.TakeAsync(Path.Combine(folder, LiveMemory.LockFile), time, cancellationToken);
        if (MemoryFolder.Current(folder) != memory.Version)
        {
            return false;
        }

        MemoryFolder.PlaceFile(Path.Combine(folder, NoteVectorsFile.NameOf(memory.Version)), bytes);
        return true;
    }

    private IEnumerable<int> Wanted(MemoryContent content)
    {
        for (var note = 0; note < content.Notes.Count; note++)
        {
            var (from, to) = content.WordingsOf(note);
            var count = Math.Min(wordingsOfNote, to - from);
            for (var i = 0; i < count; i++)
            {
                yield return from + (int)((long)i * (to - from) / count);
            }
        }
    }
}
