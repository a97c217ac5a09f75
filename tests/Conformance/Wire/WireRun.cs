using System.Collections.Frozen;

namespace Conformance.Wire;

/// <summary>What one client saw, by <see cref="WireCell.Id"/>.</summary>
/// <param name="Direct">Of the upstream itself.</param>
/// <param name="Gateway">Through the gateway.</param>
public sealed record WireRun(
    FrozenDictionary<string, Observation> Direct, FrozenDictionary<string, Observation> Gateway);
