using System.Collections.Immutable;

namespace Trainer.Evaluation;

/// <summary>One expert's measurements, before they are compared with another's.</summary>
/// <param name="Outcomes">Of the test questions, in the plan's order.</param>
/// <param name="Domain">Likelihood of each domain text; empty without a model.</param>
/// <param name="General">Likelihood of each general text.</param>
internal sealed record ExpertScore(ImmutableArray<QuestionOutcome> Outcomes, ImmutableArray<Likelihood> Domain, ImmutableArray<Likelihood> General);
