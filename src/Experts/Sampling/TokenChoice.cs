namespace Experts.Sampling;

/// <summary>A token and its natural log probability under the model's own distribution, before temperature and filters.</summary>
public readonly record struct TokenChoice(int Token, float LogProbability);
