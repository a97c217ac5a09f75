namespace Experts.Sampling.Json;

/// <summary>Which numbers are allowed: ends are whole numbers, null for none.</summary>
/// <param name="Least">Lower end.</param>
/// <param name="ExcludesLeast">Whether the lower end itself is forbidden; never for integers.</param>
/// <param name="Most">Upper end.</param>
/// <param name="ExcludesMost">Whether the upper end itself is forbidden; never for integers.</param>
/// <param name="IsInteger">Whether only whole numbers are allowed.</param>
internal sealed record Bounds(long? Least, bool ExcludesLeast, long? Most, bool ExcludesMost, bool IsInteger)
{
    /// <summary>Whether there is an end at all.</summary>
    public bool Any => Least is not null || Most is not null;

    /// <summary>The numbers from zero on; null if there are none.</summary>
    public Bounds? PositivePart() =>
        Most < 0 ? null
        : Least >= 0 ? this
        : this with { Least = 0, ExcludesLeast = false };

    /// <summary>The numbers below zero without their sign (zero itself may be among them); null if there are none.</summary>
    public Bounds? NegativePart()
    {
        if (Least >= 0)
        {
            return null;
        }

        var isNegative = Most < 0 || (Most == 0 && ExcludesMost);
        var nearest = IsInteger ? Math.Max(1, -(Most ?? 0)) : isNegative ? -Most!.Value : 0;
        return new Bounds(nearest, isNegative && ExcludesMost, -Least, ExcludesLeast, IsInteger);
    }
}
