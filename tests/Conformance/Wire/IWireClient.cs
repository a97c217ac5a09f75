using System.Collections.Frozen;

namespace Conformance.Wire;

/// <summary>A client library that calls a target and tells what its user gets to see.</summary>
public interface IWireClient
{
    /// <summary>Its name in test names and in the <c>user</c> of its requests.</summary>
    string Name { get; }

    /// <summary>Makes one call per cell; a failed call is an observation, not an exception.</summary>
    /// <returns>The observations by <see cref="WireCell.Id"/>, one for each cell.</returns>
    Task<FrozenDictionary<string, Observation>> SeeAsync(
        WireTarget target, IReadOnlyList<WireCell> cells, CancellationToken cancellation);
}
