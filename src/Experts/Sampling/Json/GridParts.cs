namespace Experts.Sampling.Json;

/// <summary>
/// The numbers of a grid in a network. Digits are read from the first on; a place knows how many may still come, what remainder the digits
/// so far leave (as if zeros followed), and whether they are so far those of an end. Where no number can follow, there is no place.
/// </summary>
/// <param name="network">Where they are added.</param>
/// <param name="grid">Which they are.</param>
/// <param name="to">The node behind them.</param>
internal sealed class GridParts(NetworkBuilder network, NumberGrid grid, int to)
{
    private const int Dead = -1;

    private readonly Dictionary<(int Left, Int128 Remainder), int> _free = [];

    /// <summary>Joins a node with all numbers of the grid.</summary>
    public void Add(int from)
    {
        if (grid.Most >= 0)
        {
            Magnitudes(from, Int128.Max(grid.Least, 0), grid.Most);
        }

        if (grid.Least < 0)
        {
            Magnitudes(network.Literal(from, "-"u8), Int128.Max(-grid.Most, 1), -grid.Least); // zero has no sign here
        }
    }

    /// <summary>Numbers of a range without sign, by the number of digits before the point.</summary>
    private void Magnitudes(int from, Int128 least, Int128 most)
    {
        for (var digits = 1; digits == 1 || DecimalNumber.Power(digits - 1 + grid.Scale) <= most; digits++)
        {
            var low = digits == 1 ? least : Int128.Max(least, DecimalNumber.Power(digits - 1 + grid.Scale));
            var high = Int128.Min(most, DecimalNumber.Power(digits + grid.Scale) - 1);
            if (low <= high && Place(digits + grid.Scale, 0, low, high) is var start and not Dead)
            {
                network.Join(from, start);
            }
        }
    }

    /// <summary>The place before digits.</summary>
    /// <param name="left">Digits that may come, those behind the point included.</param>
    /// <param name="remainder">Of the digits so far, as if zeros followed.</param>
    /// <param name="low">Least number that those to come may be; null when any.</param>
    /// <param name="high">Greatest one; null when any.</param>
    /// <returns>Its node; <see cref="Dead"/> where no digits lead to a multiple of the step.</returns>
    private int Place(int left, Int128 remainder, Int128? low, Int128? high)
    {
        var (least, most) = (low ?? 0, high ?? DecimalNumber.Power(left) - 1);
        var isFree = low is null && high is null;
        if (isFree && _free.TryGetValue((left, remainder), out var known))
        {
            return known;
        }

        var rest = (remainder + least) % grid.Step;
        if (least + (rest == 0 ? 0 : grid.Step - rest) > most)
        {
            return Dead;
        }

        var node = network.Node();
        if (isFree)
        {
            _free[(left, remainder)] = node;
        }

        if (left <= grid.Scale && remainder == 0 && least == 0)
        {
            network.Join(node, to);
        }

        if (left > 0)
        {
            Digits(left == grid.Scale ? network.Literal(node, "."u8) : node, left - 1, remainder, low, high);
        }

        return node;
    }

    /// <summary>All next digits; neighbours that lead to one place share an edge.</summary>
    private void Digits(int from, int left, Int128 remainder, Int128? low, Int128? high)
    {
        var unit = DecimalNumber.Power(left);
        var (first, last) = ((int)((low ?? 0) / unit), (int)((high ?? (10 * unit) - 1) / unit));
        var (begun, place) = (first, Dead);
        for (var digit = first; digit <= last + 1; digit++)
        {
            var next = digit > last ? Dead : Place(
                left, (remainder + (digit * unit)) % grid.Step, digit == first && low is { } least ? Inner(least % unit, 0) : null,
                digit == last && high is { } most ? Inner(most % unit, unit - 1) : null);
            if (next == place)
            {
                continue;
            }

            if (place != Dead)
            {
                network.Join(from, (byte)('0' + begun), (byte)('0' + digit - 1), place);
            }

            (begun, place) = (digit, next);
        }
    }

    /// <summary>An end that excludes nothing is none, so that places are shared.</summary>
    private static Int128? Inner(Int128 end, Int128 outermost) => end == outermost ? null : end;
}
