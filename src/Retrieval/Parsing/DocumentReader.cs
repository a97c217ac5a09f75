using Retrieval.Parsing.Pdf;
using Retrieval.Parsing.Docx;

namespace Retrieval.Parsing;

/// <summary>Turns the bytes of a file into a <see cref="ParsedDocument"/> by the file's extension.</summary>
internal static class DocumentReader
{
    /// <summary>Extensions that can be read, with a dot, as an error names them.</summary>
    public const string Extensions = ".md, .html, .txt, .csv, .tsv, .json, .jsonl, .pdf, .docx";

    private const string PdfType = "application/pdf";
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The media type of a file that can be read; null for every other extension.</summary>
    public static string? MediaType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".md" or ".markdown" => "text/markdown",
        ".html" or ".htm" => "text/html",
        ".txt" or ".text" => "text/plain",
        ".csv" => "text/csv",
        ".tsv" => "text/tab-separated-values",
        ".json" => "application/json",
        ".jsonl" or ".ndjson" => "application/jsonl",
        ".pdf" => PdfType,
        ".docx" => WordType,
        _ => null,
    };

    /// <summary>Most bytes of a file that is read: pictures and fonts make the formats of offices large.</summary>
    public static int MaxBytes(string path) =>
        MediaType(path) is PdfType or WordType ? ParsingLimits.MaxOfficeFileBytes : ParsingLimits.MaxFileBytes;

    /// <exception cref="DocumentFormatException">
    /// The file is empty or too large, is not of the format that its extension says, breaks a limit, is encrypted, or has no text.
    /// </exception>
    public static ParsedDocument Read(ReadOnlyMemory<byte> bytes, string path)
    {
        CheckSize(bytes.Length, path);
        var name = Path.GetFileNameWithoutExtension(path);
        var parsed = MediaType(path) switch
        {
            PdfType => PdfReader.Read(bytes, name),
            WordType => WordReader.Read(bytes, name),
            "text/markdown" => MarkdownReader.Read(StrictText.Decode(bytes.Span), name),
            "text/html" => HtmlReader.Read(StrictText.Decode(bytes.Span), name),
            "text/csv" => TableReader.Read(StrictText.Decode(bytes.Span), name, separator: null),
            "text/tab-separated-values" => TableReader.Read(StrictText.Decode(bytes.Span), name, separator: '\t'),
            "application/json" => RecordReader.ReadWhole(StrictText.Decode(bytes.Span), name),
            "application/jsonl" => RecordReader.ReadLines(StrictText.Decode(bytes.Span), name),
            _ => PlainTextReader.Read(StrictText.Decode(bytes.Span), name),
        };
        return parsed.Blocks.Count > 0 ? parsed : throw new DocumentFormatException("no readable text was found in the file.");
    }

    /// <exception cref="DocumentFormatException">No file of this size is read.</exception>
    public static void CheckSize(long bytes, string path)
    {
        if (bytes == 0)
        {
            throw new DocumentFormatException("the file is empty.");
        }

        if (bytes > MaxBytes(path))
        {
            throw new DocumentFormatException($"expected at most {MaxBytes(path)} bytes, found {bytes}; split the file.");
        }
    }
}
