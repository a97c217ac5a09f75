using System.Collections.Immutable;
using Trainer.Backends;

namespace Trainer.Training;

/// <summary>A batch with what it is made of.</summary>
/// <param name="Tokens">For the backend.</param>
/// <param name="TokenCount">Tokens that are no padding.</param>
/// <param name="Sources">Source of each row in it, in order.</param>
public sealed record TrainingBatch(TokenBatch Tokens, int TokenCount, ImmutableArray<string> Sources);
