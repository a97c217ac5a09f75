using System.Collections.Immutable;

namespace Experts.Sampling.Json;

/// <summary>A set of Unicode code points as ranges, both ends included. Immutable.</summary>
internal sealed record CodePoints(ImmutableArray<(int Least, int Most)> Ranges)
{
    private const int Last = 0x10FFFF;

    public static CodePoints Digit { get; } = Of(('0', '9'));

    public static CodePoints Word { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>White space and line ends (ECMA-262, 22.2.2.9).</summary>
    public static CodePoints Space { get; } =
        Of((9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>All but line ends: a pattern's dot.</summary>
    public static CodePoints Dot { get; } = Of((10, 10), (13, 13), (0x2028, 0x2029)).Inverse();

    /// <summary>What a JSON string holds without escape.</summary>
    public static CodePoints Plain { get; } = Of((' ', '!'), ('#', '['), (']', Last));

    public static CodePoints Of(params ReadOnlySpan<(int Least, int Most)> ranges) => new([.. ranges]);

    public CodePoints Union(CodePoints other) => new([.. Ranges, .. other.Ranges]);

    /// <summary>All code points outside.</summary>
    public CodePoints Inverse()
    {
        var result = ImmutableArray.CreateBuilder<(int, int)>();
        var next = 0;
        foreach (var (least, most) in Ranges.Sort())
        {
            if (least > next)
            {
                result.Add((next, least - 1));
            }

            next = Math.Max(next, most + 1);
        }

        if (next <= Last)
        {
            result.Add((next, Last));
        }

        return new CodePoints(result.ToImmutable());
    }
}
