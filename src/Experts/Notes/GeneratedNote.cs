namespace Experts.Notes;

/// <summary>What a language model wrote in answer to a question.</summary>
/// <param name="Text">The note; empty where it declined.</param>
/// <param name="MeanLogProbability">Mean of the tokens' natural log probabilities; 0 for no token.</param>
/// <param name="MinLogProbability">Of the least certain token; 0 for no token.</param>
/// <param name="Tokens">Tokens generated.</param>
public sealed record GeneratedNote(string Text, double MeanLogProbability, double MinLogProbability, int Tokens)
{
    /// <summary>Whether it said that it knows nothing.</summary>
    public bool IsDeclined => Text.Length == 0;
}
