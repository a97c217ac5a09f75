namespace Gateway.Access;

/// <summary>Which callers an endpoint is open to.</summary>
/// <param name="May">True for a caller who may.</param>
/// <param name="Needed">The keys that are let in, as an error says it.</param>
internal sealed record RoleRule(Func<Caller, bool> May, string Needed);
