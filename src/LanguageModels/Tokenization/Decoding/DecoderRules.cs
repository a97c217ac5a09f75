using System.Globalization;
using System.Text;
using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Decoding;

/// <summary>
/// What a token adds to a text. Every decoder of tokenizer.json that is followed here looks at one token at a time, but for
/// three things, which are kept apart: the first token of a text may differ, runs of byte tokens are read together as
/// UTF-8, and characters may be stripped from the beginning of the text.
/// </summary>
internal sealed record DecoderRules
{
    private const int MostCharacters = 1 << 16;

    /// <summary>Changes of a token's spelling, in order; the flag says whether it is the first of the text.</summary>
    internal required IReadOnlyList<Func<string, bool, string>> Steps { get; init; }

    /// <summary>Whether tokens are spelled in the byte alphabet.</summary>
    internal bool ByteLevel { get; init; }

    /// <summary>Whether tokens such as <c>&lt;0x41&gt;</c> are bytes.</summary>
    internal bool ByteFallback { get; init; }

    /// <summary>What is stripped from the beginning of the text.</summary>
    internal char Stripped { get; init; }

    /// <summary>How many of it at most.</summary>
    internal int StripCount { get; init; }

    /// <summary>The bytes of a token at its place.</summary>
    internal byte[] BytesOf(string token, bool first)
    {
        foreach (var step in Steps)
        {
            token = step(token, first);
            if (token.Length > MostCharacters)
            {
                throw new InvalidDataException($"decoder: expected steps that leave a token at most {MostCharacters} characters, found {token.Length}.");
            }
        }

        return ByteLevel ? ByteAlphabet.BytesOf(token)
            : ByteFallback && ByteOf(token) is var value and >= 0 ? [(byte)value]
            : Encoding.UTF8.GetBytes(token);
    }

    /// <summary>The byte of a token such as <c>&lt;0x41&gt;</c>; -1 for other tokens.</summary>
    internal static int ByteOf(string token) =>
        token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
        && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
