using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>Reads bounds and steps of numbers, exactly as they are written.</summary>
internal static class NumberGridReader
{
    /// <summary>Digits that a double tells apart for certain: numbers between fractional bounds have as many.</summary>
    private const int SafeDigits = 15;

    private static readonly string[] _keywords = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"];

    /// <summary>The numbers that a schema allows; null where it says nothing about them.</summary>
    /// <exception cref="JsonSchemaException">A value is no number that can be kept to, or none is left.</exception>
    public static NumberGrid? Read(Schema schema, bool isInteger)
    {
        if (!_keywords.Any(schema.Has))
        {
            return null;
        }

        var digits = isInteger ? NumberParts.MaximumDigits : SafeDigits;
        var step = Step(schema, digits);
        var scale = isInteger ? 0 : Scale(schema, step);
        var grid = new NumberGrid(
            scale, step is { } size ? Whole(size, scale) : 1,
            End(schema, "minimum", "exclusiveMinimum", digits, scale, isLower: true) ?? 1 - DecimalNumber.Power(digits + scale),
            End(schema, "maximum", "exclusiveMaximum", digits, scale, isLower: false) ?? DecimalNumber.Power(digits + scale) - 1);
        grid = grid.Narrowed();
        return grid.IsEmpty ? throw schema.Refuse(_keywords.Last(schema.Has), "no number fits.") : grid;
    }

    /// <summary>Digits behind the point: as many as a step has, but one at least (5 may be written 5.0); else as many as a double tells apart beside the bounds.</summary>
    private static int Scale(Schema schema, DecimalNumber? step)
    {
        if (step is { } size)
        {
            return Math.Max(size.Scale, 1);
        }

        DecimalNumber[] bounds = [.. _keywords.Select(keyword => Value(schema, keyword, SafeDigits)).OfType<DecimalNumber>()];
        var before = bounds.Max(bound => (Int128.Abs(bound.Digits) / DecimalNumber.Power(bound.Scale)).ToString(null, null).Length);
        return Math.Max(bounds.Max(bound => bound.Scale), Math.Clamp(SafeDigits - before, 1, SafeDigits - 1));
    }

    /// <summary>One end on the grid, from the inclusive or the exclusive keyword, whichever is the stricter.</summary>
    private static Int128? End(Schema schema, string inclusive, string exclusive, int digits, int scale, bool isLower)
    {
        var (closed, open) = (Point(schema, inclusive, digits, scale, isLower, isOpen: false), Point(schema, exclusive, digits, scale, isLower, isOpen: true));
        return closed is null ? open : open is null ? closed : isLower ? Int128.Max(closed.Value, open.Value) : Int128.Min(closed.Value, open.Value);
    }

    private static Int128? Point(Schema schema, string keyword, int digits, int scale, bool isLower, bool isOpen)
    {
        if (Value(schema, keyword, digits) is not { } bound)
        {
            return null;
        }

        var sign = isLower ? 1 : -1; // an upper end is a lower one of the negated number
        var (point, isExact) = (bound with { Digits = sign * bound.Digits }).Ceiling(scale);
        return sign * (isOpen && isExact ? point + 1 : point);
    }

    private static DecimalNumber? Step(Schema schema, int digits) => Value(schema, "multipleOf", digits) is not { } step ? null
        : step.Digits > 0 ? step
        : throw schema.Refuse("multipleOf", $"a number over 0 was expected, found {Schema.Show(schema.Find("multipleOf")!.Value)}.");

    /// <summary>The least number of grid points that is a whole number of steps.</summary>
    private static Int128 Whole(DecimalNumber step, int scale)
    {
        var unit = DecimalNumber.Power(Math.Max(step.Scale - scale, 0));
        var size = step.Digits * DecimalNumber.Power(Math.Max(scale - step.Scale, 0));
        return size / NumberGrid.GreatestDivisor(size, unit);
    }

    private static DecimalNumber? Value(Schema schema, string keyword, int digits)
    {
        if (schema.Find(keyword) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && DecimalNumber.Read(value.GetRawText()) is { } number && Int128.Abs(number.Digits) < DecimalNumber.Power(digits + number.Scale)
            ? number
            : throw schema.Refuse(keyword, $"a number of at most {digits} digits before the point and {DecimalNumber.MaximumScale} behind it was expected, found {Schema.Show(value)}.");
    }
}
