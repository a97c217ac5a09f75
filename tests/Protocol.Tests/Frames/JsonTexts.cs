using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Protocol.Tests.Frames;

/// <summary>Random JSON as text, with the spellings that a rebuilt body would lose: white space, escapes, odd numbers.</summary>
internal static class JsonTexts
{
    internal static Gen<string> Space => Gen.Elements("", "", "", " ", "\n  ", "\t", "\r\n");

    internal static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements("null", "true", "false", "0", "-1.50e+3", "1e-7", "\"\"", "\"a b\"", "\"é😀\"", @"""\u00e9\n\""\\""", @"""usage"":1"[..7], "\"stop\"")
        : Gen.OneOf(Value(0), Array(Value(depth - 1)), Object(Members(depth - 1)));

    internal static Gen<string> Array(Gen<string> element) =>
        from elements in element.ListOf(3)
        from space in Space
        select $"[{space}{string.Join($",{space}", elements)}{space}]";

    /// <summary>Members of no meaning to the gateway, no two with one name.</summary>
    internal static Gen<string[]> Members(int depth) =>
        from count in Gen.Choose(0, 3)
        from values in Value(depth).ArrayOf(count)
        from names in Gen.Shuffle<string>(["\"a\"", "\"b\"", @"""\u0063""", "\"model_\"", "\"é\"", "\"Stream\"", "\"\""])
        select values.Zip(names, (value, name) => $"{name}:{value}").ToArray();

    internal static Gen<string> Object(Gen<string[]> members) =>
        from some in members
        from shuffled in Gen.Shuffle(some)
        from before in Space
        from after in Space
        select $"{{{before}{string.Join($"{after},{before}", shuffled)}{after}}}";

    /// <summary>One of these, or nothing.</summary>
    internal static Gen<string[]> Maybe(params string[] members) => Gen.Elements<string[]>([[], .. members.Select(member => new[] { member })]);

    /// <summary>The bytes with some of them changed, cut off or doubled.</summary>
    internal static Gen<byte[]> Mutated(Gen<string> text) =>
        from json in text
        from places in Gen.Choose(0, 1_000_000).ArrayOf(3)
        from bytes in Gen.Elements((byte)'"', (byte)'{', (byte)'}', (byte)'[', (byte)',', (byte)':', (byte)'\\', (byte)0, (byte)0xFF, (byte)'1').ArrayOf(3)
        from kind in Gen.Choose(0, 3)
        select Mutate(Encoding.UTF8.GetBytes(json), places, bytes, kind);

    private static byte[] Mutate(byte[] json, int[] places, byte[] bytes, int kind)
    {
        if (json.Length == 0)
        {
            return bytes;
        }

        int at = places[0] % json.Length;
        switch (kind)
        {
            case 0:
                return json[..at];
            case 1:
                return [.. json[..at], .. bytes, .. json[at..]];
            case 2:
                return [.. json, .. json[at..]];
            default:
                json[at] = bytes[0];
                json[places[1] % json.Length] = bytes[1];
                return json;
        }
    }
}
