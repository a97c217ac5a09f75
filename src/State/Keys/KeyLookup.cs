namespace State.Keys;

/// <summary>The answer to "who is this?".</summary>
/// <param name="Outcome">What became of the look-up.</param>
/// <param name="Key">The key that the token belongs to; null exactly when the outcome is
/// <see cref="KeyOutcome.Unknown"/>. Only <see cref="KeyOutcome.Found"/> permits anything.</param>
public readonly record struct KeyLookup(KeyOutcome Outcome, ApiKey? Key);
