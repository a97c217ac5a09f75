namespace Audit.Records;

/// <summary>One named number that a decision rests on.</summary>
/// <param name="Name">What was scored, for instance a domain.</param>
/// <param name="Score">The score, in the router's own unit.</param>
public sealed record RecordedScore(string Name, double Score);
