namespace Trainer.Jobs;

/// <summary>How far a training is.</summary>
/// <param name="Phase">What it does, such as <c>training knowledge</c>; a new phase becomes an event.</param>
/// <param name="Step">Steps done of this phase.</param>
/// <param name="Steps">Steps of this phase; 0 where it has none.</param>
/// <param name="Tokens">Tokens trained on so far.</param>
/// <param name="Loss">Smoothed, nats a token; null outside a training.</param>
/// <param name="Left">Time left of this phase; null while it is unknown.</param>
internal sealed record JobSigns(string Phase, long Step, long Steps, long Tokens, double? Loss, TimeSpan? Left);
