using System.Globalization;

namespace LanguageModels.Tokenization.Texts;

/// <summary>
/// The Unicode properties that pre-tokenizers ask for, by code point. .NET regular expressions and <c>char</c> methods look
/// at UTF-16 units, so that a letter beyond U+FFFF is no letter to them; this table has an entry for each code point.
/// </summary>
internal static class CharacterClasses
{
    internal const byte Letter = 1;
    internal const byte Number = 2;
    internal const byte Space = 4;
    internal const byte Mark = 8;
    internal const byte Punctuation = 16;
    internal const byte Word = 32;

    /// <summary>Everything that <c>[^\s\p{L}\p{N}]</c> leaves out.</summary>
    internal const byte Named = Letter | Number | Space;

    private static readonly byte[] Table = Build();

    internal static byte Of(int codePoint) => Table[codePoint];

    internal static bool Is(int codePoint, byte classes) => (Table[codePoint] & classes) != 0;

    private static byte[] Build()
    {
        var table = new byte[0x110000];
        for (var point = 0; point < table.Length; point++)
        {
            table[point] = Classify(point, CharUnicodeInfo.GetUnicodeCategory(point));
        }

        return table;
    }

    private static byte Classify(int point, UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.OtherLetter => Letter | Word,
        <= UnicodeCategory.EnclosingMark => Mark | Word,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => Number | Word,
        UnicodeCategory.OtherNumber => Number,
        <= UnicodeCategory.ParagraphSeparator => Space,
        UnicodeCategory.Control => point is (>= 9 and <= 13) or 0x85 ? Space : (byte)0,
        UnicodeCategory.ConnectorPunctuation => Punctuation | Word,
        >= UnicodeCategory.DashPunctuation and <= UnicodeCategory.OtherPunctuation => Punctuation,
        _ => IsOtherAlphabetic(point) ? Word : (byte)0,
    };

    /// <summary>Symbols with the property Alphabetic (circled and squared letters) and the joiners, which count as word characters.</summary>
    private static bool IsOtherAlphabetic(int point) =>
        point is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189) or 0x200C or 0x200D;
}
