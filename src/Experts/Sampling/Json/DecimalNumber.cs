using System.Globalization;

namespace Experts.Sampling.Json;

/// <summary>A number as JSON writes it, without the rounding of a double: <paramref name="Digits"/> / 10^<paramref name="Scale"/>.</summary>
/// <param name="Digits">All digits, with the sign.</param>
/// <param name="Scale">How many of them are behind the point, 0 to <see cref="MaximumScale"/>; the last of those is not 0.</param>
internal readonly record struct DecimalNumber(Int128 Digits, int Scale)
{
    /// <summary>Most digits behind the point.</summary>
    public const int MaximumScale = 15;

    /// <summary>Most digits before the point.</summary>
    private const int MaximumWhole = 18;

    /// <summary>10 to a power of at most 38.</summary>
    public static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }

    /// <summary>Reads a JSON number (RFC 8259 section 6); null for one with more digits than are kept.</summary>
    public static DecimalNumber? Read(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny('e', 'E');
        var exponent = 0;
        if (at >= 0 && !int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return null;
        }

        var (digits, scale) = Mantissa(at < 0 ? text : text[..at]);
        return digits is { } number ? Shifted(number, (long)scale - exponent) : null;
    }

    /// <summary>The multiple of 10^-<paramref name="scale"/> that is this number, or the next one above it; and whether it is this number.</summary>
    public (Int128 Number, bool IsExact) Ceiling(int scale)
    {
        if (scale >= Scale)
        {
            return (Digits * Power(scale - Scale), true);
        }

        var unit = Power(Scale - scale);
        var (quotient, rest) = Int128.DivRem(Digits, unit);
        return (quotient + (rest > 0 ? 1 : 0), rest == 0);
    }

    private static (Int128? Digits, int Scale) Mantissa(ReadOnlySpan<char> text)
    {
        Int128 number = 0;
        var (isNegative, scale, point) = (text[0] == '-', 0, false);
        foreach (var letter in text[(isNegative ? 1 : 0)..].TrimEnd(text.Contains('.') ? '0' : '\0'))
        {
            if (letter == '.')
            {
                point = true;
                continue;
            }

            scale += point ? 1 : 0;
            number = (number * 10) + (letter - '0');
            if (number > Power(MaximumWhole + MaximumScale))
            {
                return (null, 0);
            }
        }

        return (isNegative ? -number : number, scale);
    }

    private static DecimalNumber? Shifted(Int128 digits, long scale)
    {
        for (; scale > 0 && digits % 10 == 0; scale--)
        {
            if (digits == 0)
            {
                return new DecimalNumber(0, 0);
            }

            digits /= 10;
        }

        for (; scale < 0 && Int128.Abs(digits) < Power(MaximumWhole); scale++)
        {
            if (digits == 0)
            {
                return new DecimalNumber(0, 0);
            }

            digits *= 10;
        }

        return scale is >= 0 and <= MaximumScale && Int128.Abs(digits) < Power(MaximumWhole + (int)scale) ? new DecimalNumber(digits, (int)scale) : null;
    }
}
