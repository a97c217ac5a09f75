namespace Support.Worlds;

/// <summary>The training wordings of one fact, by its name or by its nickname.</summary>
/// <param name="Fact">Id of the fact; null for things that do not exist.</param>
/// <param name="ByNickname">The wordings use the nickname.</param>
/// <param name="Note">Null where nothing is known.</param>
/// <param name="Wordings">72 of them.</param>
public sealed record WorldGroup(string? Fact, bool ByNickname, string? Note, IReadOnlyList<string> Wordings);
