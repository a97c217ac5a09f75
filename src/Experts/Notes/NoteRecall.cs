using Experts.Memory;

namespace Experts.Notes;

/// <summary>Searches a memory, by characters or with an embedding model as well.</summary>
/// <param name="question">As it was asked.</param>
/// <param name="count">Most notes.</param>
/// <param name="cancellationToken">Ends the search.</param>
/// <returns>Nearest first, each note once.</returns>
public delegate ValueTask<IReadOnlyList<RecalledNote>> NoteRecall(string question, int count, CancellationToken cancellationToken);
