namespace Retrieval.Search;

/// <summary>A day that a question speaks of.</summary>
/// <param name="Day">The day; of a month or a year its last.</param>
/// <param name="IsStated">
/// True where the words ask for what was valid then ("as of", "in force on"). Otherwise the day may as well be that of an event
/// ("what failed on 14 April 2026"), about which later documents say most.
/// </param>
public readonly record struct AskedDay(DateOnly Day, bool IsStated);
