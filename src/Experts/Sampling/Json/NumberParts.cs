using System.Globalization;
using System.Text;

namespace Experts.Sampling.Json;

/// <summary>JSON numbers (RFC 8259 section 6) in a network.</summary>
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

    /// <summary>A number of a grid.</summary>
    /// <returns>The node behind.</returns>
    public int Of(NumberGrid grid, int from)
    {
        var to = network.Node();
        new GridParts(network, grid, to).Add(from);
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
