using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>Reads the bounds of numbers. Those of whole numbers may be any, those of others must be whole.</summary>
internal static class BoundsReader
{
    // Integers are written with up to 18 digits, other numbers with up to 15 before the point.
    private const decimal MaximumInteger = 999_999_999_999_999_999;
    private const decimal MaximumNumber = 99_999_999_999_999;

    public static Bounds Read(Schema schema, bool isInteger)
    {
        RefuseMultiples(schema, isInteger);
        var (least, excludesLeast) = End(schema, "minimum", "exclusiveMinimum", isInteger, 1);
        var (most, excludesMost) = End(schema, "maximum", "exclusiveMaximum", isInteger, -1);
        if (least > most || (least == most && (excludesLeast || excludesMost)))
        {
            throw schema.Refuse(schema.Has("maximum") ? "maximum" : "exclusiveMaximum", "no number is within the bounds.");
        }

        return new Bounds(least, excludesLeast, most, excludesMost, isInteger);
    }

    /// <summary>One end, from the inclusive or the exclusive keyword, whichever is the stricter.</summary>
    /// <param name="schema">Has the keywords.</param>
    /// <param name="inclusive">Keyword.</param>
    /// <param name="exclusive">Keyword.</param>
    /// <param name="isInteger">Whether only whole numbers are allowed.</param>
    /// <param name="inward">1 for a lower end, -1 for an upper one.</param>
    private static (long? End, bool Excludes) End(Schema schema, string inclusive, string exclusive, bool isInteger, int inward)
    {
        var closed = Value(schema, inclusive, isInteger);
        var open = Value(schema, exclusive, isInteger);
        if (closed is null && open is null)
        {
            return (null, false);
        }

        var isOpen = closed is null || (open is not null && open * inward >= closed * inward);
        var end = isOpen ? open!.Value : closed!.Value;
        if (!isInteger)
        {
            return ((long)end, isOpen);
        }

        var rounded = inward > 0 ? Math.Ceiling(end) : Math.Floor(end);
        return ((long)rounded + (isOpen && rounded == end ? inward : 0), false);
    }

    private static decimal? Value(Schema schema, string keyword, bool isInteger)
    {
        if (schema.Find(keyword) is not { } value)
        {
            return null;
        }

        var most = isInteger ? MaximumInteger - 1 : MaximumNumber;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) || Math.Abs(number) > most)
        {
            throw schema.Refuse(keyword, $"a number from {-most} to {most} was expected, found {Schema.Show(value)}.");
        }

        return isInteger || number == Math.Floor(number)
            ? number
            : throw schema.Refuse(keyword, $"for type number only whole bounds are supported, found {Schema.Show(value)}.");
    }

    private static void RefuseMultiples(Schema schema, bool isInteger)
    {
        if (schema.Find("multipleOf") is { } step && !(isInteger && step.ValueKind == JsonValueKind.Number && step.TryGetDecimal(out var value) && value == 1))
        {
            throw schema.Refuse("multipleOf", $"only 1 for type integer is supported, found {Schema.Show(step)}.");
        }
    }
}
