using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>A sequence that is a function of the seed and of a few counters: moved to a position, it goes on as it did from there, in another process too.</summary>
public interface IPositioned
{
    /// <summary>Counters that tell what is next; always as many for one source.</summary>
    ImmutableArray<long> Position { get; }

    /// <summary>Goes to a position that <see cref="Position"/> gave.</summary>
    void MoveTo(ReadOnlySpan<long> position);
}
