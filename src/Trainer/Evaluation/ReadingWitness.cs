using Experts.Memory;
using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>A model that reads before it answers.</summary>
/// <param name="question">As it was asked.</param>
/// <param name="recalled">What the memory offers, nearest first.</param>
/// <param name="cancellationToken">Ends the answer.</param>
/// <returns>Its note, declined where it found none in what it read.</returns>
internal delegate Task<GeneratedNote> ReadingWitness(string question, IReadOnlyList<RecalledNote> recalled, CancellationToken cancellationToken);
