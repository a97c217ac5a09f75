namespace Protocol.Lists;

/// <summary>Which page of a list a client wants.</summary>
/// <param name="Limit">Most objects of the page.</param>
/// <param name="OldestFirst">The order by creation; newest first is the default.</param>
/// <param name="After">The page begins behind this id; null for the first page.</param>
/// <param name="Before">The page ends before this id; null for no end.</param>
public sealed record PageQuery(int Limit, bool OldestFirst, string? After, string? Before);
