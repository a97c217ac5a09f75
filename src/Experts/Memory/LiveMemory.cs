using Experts.Registry;

namespace Experts.Memory;

/// <summary>
/// The memory of a folder as it is now: a reader always gets what the pointer names at that moment, so that a withdrawn note is
/// gone with the next question, in every process. Thread-safe.
/// </summary>
/// <param name="folder">Such as <see cref="ExpertRegistry.MemoryFolder"/>; it need not exist yet.</param>
/// <param name="time">The clock that a waiting writer uses.</param>
public sealed class LiveMemory(string folder, TimeProvider time)
{
    internal const string LockFile = "lock";

    private readonly Lock _loading = new();
    private volatile NoteMemory? _memory;

    /// <summary>
    /// The present memory. Reads the pointer (some 20 microseconds); when it names another version, the first caller loads it and the others
    /// wait, because none of them may see the old one any more.
    /// </summary>
    /// <exception cref="InvalidDataException">The memory is damaged.</exception>
    public NoteMemory Now()
    {
        var current = MemoryFolder.Current(folder);
        if (_memory is { } memory && IsPresent(memory, current))
        {
            return memory;
        }

        lock (_loading)
        {
            return _memory is { } loaded && IsPresent(loaded, MemoryFolder.Current(folder)) ? loaded : _memory = NoteMemory.Open(folder);
        }
    }

    /// <summary>Its version is the pointer's, and no vectors have come since it was loaded.</summary>
    private bool IsPresent(NoteMemory memory, string? current) =>
        current is null ? memory.Notes == 0
        : memory.Version == current && (memory.Vectors is not null || !File.Exists(Path.Combine(folder, NoteVectorsFile.NameOf(current))));

    /// <summary>Changes the memory: one writer at a time, over processes too.</summary>
    /// <param name="change">Done to a writer that holds the present notes.</param>
    /// <param name="cancellationToken">Ends the wait for another writer.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="RegistryException">Another writer kept the lock for ten seconds.</exception>
    public async Task<string> UpdateAsync(Action<NoteMemoryWriter> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        Directory.CreateDirectory(folder);
        using var taken = await RegistryLock.TakeAsync(Path.Combine(folder, LockFile), time, cancellationToken);
        var writer = new NoteMemoryWriter(NoteMemory.Open(folder));
        change(writer);
        return writer.Write(folder);
    }
}
