namespace Trainer.Evaluation;

/// <summary>A share of a number of questions.</summary>
/// <param name="Count">Those that did.</param>
/// <param name="Of">All.</param>
internal readonly record struct Proportion(int Count, int Of)
{
    /// <summary>0 to 1; null of none.</summary>
    public double? Share => Of == 0 ? null : (double)Count / Of;

    /// <summary>Those of some items for which a statement holds.</summary>
    public static Proportion In<T>(IReadOnlyCollection<T> items, Func<T, bool> statement) => new(items.Count(statement), items.Count);

    /// <summary>Lower end of Wilson's score interval (1927) at one standard error; 0 of none.</summary>
    public double Low => Of == 0 ? 0 : Centre - Reach;

    /// <summary>Upper end; 1 of none.</summary>
    public double High => Of == 0 ? 1 : Centre + Reach;

    private double Centre => (Count + 0.5) / (Of + 1);

    private double Reach => Math.Sqrt((double)Count * (Of - Count) / Of + 0.25) / (Of + 1);
}
