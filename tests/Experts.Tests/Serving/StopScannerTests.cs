using Experts.Serving;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Experts.Tests.Serving;

public sealed class StopScannerTests
{
    [Fact]
    public void A_stop_text_over_three_pieces_is_never_shown()
    {
        var scanner = new StopScanner(["STOP"]);

        string[] shown = [scanner.Append("go S"), scanner.Append("TO"), scanner.Append("P now"), scanner.Append("more")];

        Assert.Equal(["go ", "", "", ""], shown);
        Assert.True(scanner.HasStopped);
    }

    [Fact]
    public void What_only_began_like_a_stop_text_is_shown_as_soon_as_that_is_clear()
    {
        var scanner = new StopScanner(["aab"]);

        Assert.Equal("", scanner.Append("aa"));
        Assert.Equal("a", scanner.Append("a")); // "aa" may still become "aab"
        Assert.Equal("aac", scanner.Append("c"));
        Assert.False(scanner.HasStopped);
    }

    [Fact]
    public void The_first_of_several_stop_texts_counts()
    {
        var scanner = new StopScanner(["two", "one"]);

        Assert.Equal("a ", scanner.Append("a one two"));
    }

    [Fact]
    public void What_is_held_back_at_the_end_is_text_after_all()
    {
        var scanner = new StopScanner(["END"]);

        Assert.Equal("the ", scanner.Append("the EN"));
        Assert.Equal("EN", scanner.Flush());
    }

    [Fact]
    public void The_pieces_make_no_difference()
    {
        var cases = from text in Gen.ArrayOf(Gen.Elements('a', 'b', 'c')).Select(letters => new string(letters))
                    from stops in Gen.ArrayOf(Gen.Elements("ab", "abc", "ca", "bb", "aaa"), 2)
                    from cuts in Gen.ArrayOf(Gen.Choose(1, 4))
                    select (text, stops, cuts);

        Prop.ForAll(cases.ToArbitrary(), it => Whole(it.text, it.stops) == InPieces(it.text, it.stops, it.cuts)).QuickCheckThrowOnFailure();
    }

    private static string Whole(string text, string[] stops)
    {
        var ends = stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).ToArray();
        return ends.Length == 0 ? text : text[..ends.Min()];
    }

    private static string InPieces(string text, string[] stops, int[] cuts)
    {
        var scanner = new StopScanner([.. stops]);
        var (shown, at, turn) = ("", 0, 0);
        while (at < text.Length && !scanner.HasStopped)
        {
            var length = Math.Min(cuts.Length == 0 ? text.Length : cuts[turn++ % cuts.Length], text.Length - at);
            shown += scanner.Append(text.Substring(at, length));
            at += length;
        }

        return scanner.HasStopped ? shown : shown + scanner.Flush();
    }
}
