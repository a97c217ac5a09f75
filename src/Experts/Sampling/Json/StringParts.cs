using System.Text;

namespace Experts.Sampling.Json;

/// <summary>Parts of JSON strings (RFC 8259 section 7) in a network: single characters, texts and whole strings.</summary>
internal sealed class StringParts(NetworkBuilder network)
{
    private static readonly (int Least, int Most)[] _lengths = [(0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF)];

    private Rule? _character;

    /// <summary>A string of any characters.</summary>
    /// <param name="from">Before the opening quote.</param>
    /// <param name="least">Fewest characters (code points).</param>
    /// <param name="most">Most characters; null for no end.</param>
    /// <returns>Behind the closing quote.</returns>
    public int Any(int from, int least, int? most)
    {
        var node = Quote(from);
        var end = network.Node();
        for (var i = 0; i < (most ?? least); i++)
        {
            if (i >= least)
            {
                network.Join(node, end);
            }

            var next = network.Node();
            network.Call(node, Character, next);
            node = next;
        }

        if (most is null)
        {
            node = Many(node);
        }

        network.Join(node, end);
        return Quote(end);
    }

    /// <summary>Any number of any characters.</summary>
    /// <returns>The node behind.</returns>
    public int Many(int from)
    {
        var hub = network.Node();
        network.Join(from, hub);
        network.Call(hub, Character, hub);
        return hub;
    }

    /// <summary>A quotation mark.</summary>
    public int Quote(int from) => network.Literal(from, "\""u8);

    /// <summary>A whole string with a fixed text, as it is written.</summary>
    public static byte[] Text(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character is < ' ' or '"' or '\\' ? written.Append(Escape(character)) : written.Append(character);
        }

        return Encoding.UTF8.GetBytes(written.Append('"').ToString());
    }

    /// <summary>One character of a set, escaped only where it must be.</summary>
    /// <returns>The node behind; nothing leads there if the set is empty.</returns>
    public int One(int from, CodePoints set)
    {
        var to = network.Node();
        foreach (var (least, most) in set.Ranges)
        {
            foreach (var (first, last) in _lengths)
            {
                Escaped(from, Math.Max(least, first), Math.Min(most, last), to);
            }
        }

        return to;
    }

    private Rule Character => _character ??= MakeCharacter();

    /// <summary>A range whose UTF-8 forms are equally long, without those that need an escape; and their escapes.</summary>
    private void Escaped(int from, int least, int most, int to)
    {
        while (least <= most && least <= '\\')
        {
            if (least < ' ' || least is '"' or '\\')
            {
                Join(network.Literal(from, Encoding.ASCII.GetBytes(Escape(least))), to);
                least++;
                continue;
            }

            var stop = least < '"' ? '!' : least < '\\' ? '[' : most;
            Plain(from, least, Math.Min(stop, most), to);
            least = stop + 1;
        }

        Plain(from, least, most, to);
    }

    private void Join(int from, int to) => network.Join(from, to);

    private void Plain(int from, int least, int most, int to)
    {
        if (least <= most)
        {
            Span<byte> low = stackalloc byte[4];
            Span<byte> high = stackalloc byte[4];
            var length = new Rune(least).EncodeToUtf8(low);
            new Rune(most).EncodeToUtf8(high);
            network.Range(from, low[..length], high[..length], (0x80, 0xBF), to);
        }
    }

    private static string Escape(int character) => character switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\f' => @"\f",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => $@"\u{character:x4}",
    };

    /// <summary>Any character, plain or escaped; a high surrogate must be followed by a low one, so that every string is Unicode.</summary>
    private Rule MakeCharacter()
    {
        var rule = network.Rule(nests: false);
        Join(One(rule.Start, CodePoints.Plain), rule.End);
        var escape = network.Literal(rule.Start, @"\"u8);
        foreach (var letter in "\"\\/bfnrt"u8)
        {
            network.Join(escape, letter, letter, rule.End);
        }

        var code = network.Literal(escape, "u"u8);
        Join(Digits(code, "0-9A-Ca-cE-Fe-f", 3), rule.End);
        var d = Digits(code, "Dd", 0);
        Join(Digits(d, "0-7", 2), rule.End);
        var low = Digits(network.Literal(Digits(d, "89ABab", 2), @"\u"u8), "Dd", 0);
        Join(Digits(low, "C-Fc-f", 2), rule.End);
        return rule;
    }

    /// <summary>A hexadecimal digit of some, given as in a pattern's class, then any others.</summary>
    private int Digits(int from, string some, int others)
    {
        var to = network.Node();
        for (var i = 0; i < some.Length; i++)
        {
            var isRange = i + 2 < some.Length && some[i + 1] == '-';
            network.Join(from, (byte)some[i], (byte)some[isRange ? i + 2 : i], to);
            i += isRange ? 2 : 0;
        }

        return others == 0 ? to : Digits(to, "0-9A-Fa-f", others - 1);
    }
}
