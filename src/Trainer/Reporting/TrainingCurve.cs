using System.Collections.Immutable;

namespace Trainer.Reporting;

/// <summary>The loss of one stage.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Points">In the order of the training.</param>
internal sealed record TrainingCurve(string Stage, ImmutableArray<TrainingCurve.Point> Points)
{
    /// <summary>A point of it.</summary>
    /// <param name="Tokens">Trained on so far.</param>
    /// <param name="Loss">Nats a token.</param>
    public readonly record struct Point(long Tokens, double Loss);
}
