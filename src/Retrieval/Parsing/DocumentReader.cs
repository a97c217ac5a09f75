using System.Text;

namespace Retrieval.Parsing;

/// <summary>Turns the bytes of a file into a <see cref="ParsedDocument"/> by the file's extension.</summary>
internal static class DocumentReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The media type of a file that can be read; null for every other extension.</summary>
    public static string? MediaType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".md" or ".markdown" => "text/markdown",
        ".html" or ".htm" => "text/html",
        ".txt" or ".text" => "text/plain",
        _ => null,
    };

    /// <exception cref="DocumentFormatException">Not UTF-8, nested too deep, or without any text.</exception>
    public static ParsedDocument Read(ReadOnlySpan<byte> bytes, string path)
    {
        var text = Decode(bytes);
        var name = Path.GetFileNameWithoutExtension(path);
        var parsed = MediaType(path) switch
        {
            "text/markdown" => MarkdownReader.Read(text, name),
            "text/html" => HtmlReader.Read(text, name),
            _ => PlainTextReader.Read(text, name),
        };
        return parsed.Blocks.Count > 0 ? parsed : throw new DocumentFormatException("no readable text was found in the file.");
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException invalid)
        {
            throw new DocumentFormatException($"expected UTF-8, found an invalid byte at offset {invalid.Index}; convert the file to UTF-8.");
        }
    }
}
