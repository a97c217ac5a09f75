using System.Collections.Immutable;

namespace Trainer.Runs;

/// <summary>How far a run is; replaced as a whole at each change.</summary>
public sealed record RunState
{
    /// <summary>How it stands.</summary>
    public RunStatus Status { get; init; } = RunStatus.Planned;

    /// <summary>What it does, or did when it ended.</summary>
    public RunPhase Phase { get; init; } = RunPhase.Corpus;

    /// <summary>The stage in training, from 0.</summary>
    public int Stage { get; init; }

    /// <summary>Hash of the corpus snapshot; null before it is there.</summary>
    public string? Corpus { get; init; }

    /// <summary>What an operator should know, oldest first.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Why it failed; null while it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>The registered expert as <c>name@version</c>; null before.</summary>
    public string? Registered { get; init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>How often a process began or went on with it.</summary>
    public int Starts { get; init; }
}
