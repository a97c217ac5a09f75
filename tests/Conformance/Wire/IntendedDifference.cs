namespace Conformance.Wire;

/// <summary>A difference between a direct call and one through the gateway that we want.</summary>
/// <param name="Name">What it is called in test failures and in the README.</param>
/// <param name="Reason">Why the gateway does better not to be faithful here.</param>
internal sealed record IntendedDifference(string Name, string Reason)
{
    /// <summary>Where it may occur.</summary>
    public required Func<WireCell, bool> Applies { get; init; }

    /// <summary>
    /// Judges the pair in the place of the plain comparison: a line for each fault, none when all is well.
    /// Both observations are already without what differs everywhere (<see cref="IntendedDifferences.Plain"/>).
    /// </summary>
    public required Func<Observation, Observation, IEnumerable<string>> Faults { get; init; }
}
