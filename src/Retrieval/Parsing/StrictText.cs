using System.Text;

namespace Retrieval.Parsing;

/// <summary>Bytes to text without guessing: UTF-8, or UTF-16 and UTF-32 when a byte order mark says so.</summary>
internal static class StrictText
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true), // before UTF-16, whose mark begins alike
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <exception cref="DocumentFormatException">The bytes are no text of that encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var encoding = Marked[0];
        var skip = 0;
        foreach (var candidate in Marked)
        {
            if (bytes.StartsWith(candidate.Preamble))
            {
                (encoding, skip) = (candidate, candidate.Preamble.Length);
                break;
            }
        }

        try
        {
            var text = encoding.GetString(bytes[skip..]);
            return text.Contains('\0') ? throw new DocumentFormatException($"expected text, found a zero byte at character {text.IndexOf('\0')}; is this a binary file with the wrong extension?") : text;
        }
        catch (DecoderFallbackException invalid)
        {
            throw new DocumentFormatException($"expected {Name(encoding)}, found an invalid byte at offset {skip + invalid.Index}; convert the file to UTF-8.");
        }
    }

    private static string Name(Encoding encoding) => encoding switch
    {
        UTF8Encoding => "UTF-8",
        UnicodeEncoding => "UTF-16, as its byte order mark says",
        _ => "UTF-32, as its byte order mark says",
    };
}
