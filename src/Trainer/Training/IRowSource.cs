using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>
/// An endless sequence of examples that is a function of the seed and of a few counters: moved to a position, a source goes on as it
/// did from there, in another process too. Not thread-safe.
/// </summary>
public interface IRowSource
{
    /// <summary>Counters that tell the next row; always as many for one source.</summary>
    ImmutableArray<long> Position { get; }

    /// <summary>Goes to a position that <see cref="Position"/> gave.</summary>
    void MoveTo(ReadOnlySpan<long> position);

    /// <summary>The next row.</summary>
    TrainingRow Next();
}
