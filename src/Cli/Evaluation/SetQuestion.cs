namespace Cli.Evaluation;

/// <summary>A question of a set.</summary>
/// <param name="Text">As it is asked.</param>
/// <param name="Gains">What each document is worth, by id; those that are not named are worth nothing.</param>
/// <param name="Relevant">Ids of the documents that count as found.</param>
internal sealed record SetQuestion(string Text, IReadOnlyDictionary<string, double> Gains, IReadOnlySet<string> Relevant);
