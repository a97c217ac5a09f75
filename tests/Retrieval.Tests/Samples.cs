using FsCheck;
using FsCheck.Fluent;

namespace Retrieval.Tests;

/// <summary>Generated texts: words, punctuation, markup characters, line ends, accents and characters beyond the basic plane.</summary>
internal static class Samples
{
    private static readonly string[] Pieces =
    [
        "word", "Limit", "crowns", "59,750", "e.g.", "Dr.", ". ", "! ", "? ", "\n", "\n\n", " ", ", ", "# ", "## ", "- ", "1. ", "| a | b |\n|---|---|\n| c | d |\n",
        "> ", "**", "`", "```\n", "naïve", "𝔘𝔫", "é", "\"", "(", ") ", "\t", "\r\n", "&amp;", "<b>", "[x](y)", ": ", "---\n",
    ];

    public static Arbitrary<string> Text { get; } =
        Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

    public static Arbitrary<string> LongText { get; } =
        Gen.Elements(Pieces.Append("a sentence of several words that fills the chunk quickly and ends here. ").ToArray()).ArrayOf(400).Select(string.Concat).ToArbitrary();
}
