using System.Collections.Immutable;

namespace Trainer.Stages;

/// <summary>Settings of <see cref="MultiTask"/>.</summary>
public sealed record MultiTaskConfig : StageConfig
{
    /// <summary>The stages that are mixed; of their settings those of the data count, and the learning of this one.</summary>
    public required ImmutableArray<MultiTaskPart> Parts { get; init; }

    /// <summary>
    /// Power of the shares, 0 to 1: 1 leaves them, 0 makes them equal (temperature mixing, arXiv 1910.10683, 3.5.2, is 1 / temperature).
    /// Default 1.
    /// </summary>
    public double Power { get; init; } = 1;

    /// <inheritdoc/>
    public override IStage Create() => new MultiTask(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() =>
    [
        .. base.Flaws(),
        .. Parts.Length >= 2 ? Array.Empty<string>() : [$"parts has {Parts.Length} stages; expected 2 or more"],
        .. Parts.Where(part => !(part.Share > 0)).Select(part => $"parts: the share {part.Share} is not above 0"),
        .. Parts.SelectMany(part => part.Stage.Flaws()),
    ];
}
