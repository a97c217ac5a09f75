using System.Collections.Immutable;
using Experts.Serving;

namespace Gateway.LocalModels;

/// <summary>One answer to generate.</summary>
/// <param name="Prompt">Tokens.</param>
/// <param name="Settings">How.</param>
internal sealed record PlannedChoice(ImmutableArray<int> Prompt, AnswerSettings Settings);

/// <summary>What a request asks of a model: its choices, and the form of the answer.</summary>
/// <param name="Choices">In the order of their indexes.</param>
/// <param name="PromptTokens">Tokens of the prompts, each counted once however many choices it has.</param>
/// <param name="IsStream">Whether an event stream is wanted.</param>
/// <param name="Form">How it is written.</param>
internal sealed record AnswerPlan(ImmutableArray<PlannedChoice> Choices, int PromptTokens, bool IsStream, IAnswerForm Form);
