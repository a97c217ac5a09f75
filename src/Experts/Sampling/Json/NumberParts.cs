using System.Globalization;
using System.Text;

namespace Experts.Sampling.Json;

/// <summary>JSON numbers (RFC 8259 section 6) in a network, with or without bounds.</summary>
internal sealed class NumberParts(NetworkBuilder network)
{
    /// <summary>Longest whole number without bounds: every one fits 64 bits.</summary>
    public const int MaximumDigits = 18;

    private const int FractionDigits = 15;

    /// <summary>A number without bounds.</summary>
    /// <returns>The node behind.</returns>
    public int Any(int from, bool isInteger)
    {
        var to = network.Node();
        var sign = Sign(from);
        var whole = network.Node();
        Whole(sign, 0, Power(isInteger ? MaximumDigits : FractionDigits) - 1, whole);
        network.Join(whole, to);
        if (!isInteger)
        {
            var fraction = Fraction(whole, FractionDigits);
            network.Join(fraction, to);
            Exponent(whole, to);
            Exponent(fraction, to);
        }

        return to;
    }

    /// <summary>A number within bounds.</summary>
    /// <returns>The node behind; nothing leads there if no number fits.</returns>
    public int Bounded(int from, Bounds bounds)
    {
        var to = network.Node();
        if (bounds.PositivePart() is { } positive)
        {
            Magnitude(from, positive, to);
        }

        if (bounds.NegativePart() is { } negative)
        {
            Magnitude(network.Literal(from, "-"u8), negative, to);
        }

        return to;
    }

    private static long Power(int digits) => (long)Math.Pow(10, digits);

    private static int Length(long value) => value.ToString(CultureInfo.InvariantCulture).Length;

    private int Sign(int from)
    {
        var to = network.Literal(from, "-"u8);
        network.Join(from, to);
        return to;
    }

    /// <summary>
    /// The whole numbers that leave room for any fraction, then the two ends. A fraction is short enough that a double tells it from its
    /// neighbours, so that an excluded end is not reached by rounding.
    /// </summary>
    private void Magnitude(int from, Bounds bounds, int to)
    {
        var (least, most) = (bounds.Least!.Value, bounds.Most ?? Power(MaximumDigits - 3) - 1);
        if (bounds.IsInteger)
        {
            Whole(from, least, bounds.Most ?? Power(MaximumDigits) - 1, to);
            return;
        }

        var digits = Math.Clamp(FractionDigits - Length(bounds.Most ?? least), 1, FractionDigits);
        var whole = network.Node();
        Whole(from, bounds.ExcludesLeast ? least + 1 : least, bounds.Most is null ? most : most - 1, whole);
        network.Join(whole, to);
        network.Join(Fraction(whole, digits), to);
        if (bounds.Most is not null && !bounds.ExcludesMost && (most > least || !bounds.ExcludesLeast))
        {
            Whole(from, most, most, to);
        }

        if (bounds.ExcludesLeast && most > least)
        {
            var end = network.Node();
            Whole(from, least, least, end);
            NonzeroFraction(end, digits, to);
        }
    }

    /// <summary>Whole numbers of a range, ends included, without leading zeros.</summary>
    private void Whole(int from, long least, long most, int to)
    {
        for (var digits = Length(least); least <= most && digits <= Length(most); digits++)
        {
            var low = Math.Max(least, digits == 1 ? 0 : Power(digits - 1));
            var high = Math.Min(most, Power(digits) - 1);
            network.Range(from, Ascii(low), Ascii(high), ((byte)'0', (byte)'9'), to);
        }
    }

    private static byte[] Ascii(long value) => Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    private int Fraction(int from, int digits)
    {
        var to = network.Node();
        Digits(network.Literal(from, "."u8), 1, digits, to);
        return to;
    }

    private void NonzeroFraction(int from, int digits, int to)
    {
        var node = network.Literal(from, "."u8);
        for (var left = digits - 1; left >= 0; left--)
        {
            var nonzero = network.Node();
            network.Join(node, (byte)'1', (byte)'9', nonzero);
            Digits(nonzero, 0, left, to);
            node = network.Literal(node, "0"u8);
        }
    }

    private void Exponent(int from, int to)
    {
        var letter = network.Node();
        network.Join(from, (byte)'e', (byte)'e', letter);
        network.Join(from, (byte)'E', (byte)'E', letter);
        var sign = Sign(letter);
        network.Join(letter, (byte)'+', (byte)'+', sign);
        Digits(sign, 1, 2, to);
    }

    private void Digits(int from, int least, int most, int to)
    {
        for (var i = 0; i < most; i++)
        {
            if (i >= least)
            {
                network.Join(from, to);
            }

            var next = network.Node();
            network.Join(from, (byte)'0', (byte)'9', next);
            from = next;
        }

        network.Join(from, to);
    }
}
