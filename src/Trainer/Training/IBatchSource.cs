using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>An endless sequence of batches; like <see cref="IRowSource"/> a function of the seed and a few counters. Not thread-safe.</summary>
public interface IBatchSource
{
    /// <summary>Counters that tell the next batch; always as many for one source.</summary>
    ImmutableArray<long> Position { get; }

    /// <summary>Goes to a position that <see cref="Position"/> gave.</summary>
    void MoveTo(ReadOnlySpan<long> position);

    /// <summary>The next batch.</summary>
    TrainingBatch Next();
}
