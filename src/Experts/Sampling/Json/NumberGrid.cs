namespace Experts.Sampling.Json;

/// <summary>
/// Which numbers are allowed, as whole multiples n of 10^-<paramref name="Scale"/>: those from <paramref name="Least"/> to
/// <paramref name="Most"/> that <paramref name="Step"/> divides. On a grid an excluded end is the next inner point, so that all ends are included.
/// </summary>
/// <param name="Scale">Most digits behind the point; 0 for integers.</param>
/// <param name="Step">Over 0.</param>
/// <param name="Least">Lower end.</param>
/// <param name="Most">Upper end.</param>
internal readonly record struct NumberGrid(int Scale, Int128 Step, Int128 Least, Int128 Most)
{
    /// <summary>Most places that one grid may take; a step of 9,973 then leaves 11 digits, one of 100 all of them.</summary>
    private const int MaximumPlaces = 50_000;

    private const int LongestNumber = 33;

    /// <summary>Whether no number is on it.</summary>
    public bool IsEmpty => FirstFrom(Least) > Most;

    /// <summary>The grid with fewer digits where a network of it would grow too large: this narrows an answer and cannot break it.</summary>
    public NumberGrid Narrowed()
    {
        var digits = 1;
        while (digits < LongestNumber && Places(digits + 1) <= MaximumPlaces)
        {
            digits++;
        }

        var largest = DecimalNumber.Power(digits) - 1;
        return this with { Least = Int128.Max(Least, -largest), Most = Int128.Min(Most, largest) };
    }

    /// <summary>Most places of a network for numbers of so many digits: for each number of digits to come, the remainders that can be told apart.</summary>
    private Int128 Places(int digits)
    {
        var multiples = (DecimalNumber.Power(digits) / Step) + 1; // each place leads to one at least
        Int128 places = 0;
        for (var left = 0; left <= digits; left++)
        {
            var unit = DecimalNumber.Power(left);
            var remainders = Step / GreatestDivisor(Step, unit);
            places += Int128.Min(Int128.Min(remainders, unit), Int128.Min(DecimalNumber.Power(digits - left), multiples));
        }

        return places;
    }

    /// <summary>The greatest number that divides both (Euclid).</summary>
    public static Int128 GreatestDivisor(Int128 a, Int128 b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private Int128 FirstFrom(Int128 number)
    {
        var rest = number % Step;
        return rest == 0 ? number : number - rest + (rest > 0 ? Step : 0);
    }
}
