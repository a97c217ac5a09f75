namespace RecipeBench;

/// <summary>A note that an expert wrote.</summary>
/// <param name="Text">Empty where it says that nothing is known.</param>
/// <param name="MeanLogProbability">Of its tokens.</param>
/// <param name="LeastProbability">Of its least likely token.</param>
internal sealed record GivenNote(string Text, double MeanLogProbability, double LeastProbability);
