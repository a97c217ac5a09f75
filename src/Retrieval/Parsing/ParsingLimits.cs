namespace Retrieval.Parsing;

/// <summary>What a hostile file may not exceed.</summary>
internal static class ParsingLimits
{
    /// <summary>Bytes of one file of text. The longest prose book in print is about 12 MB; a handbook page is 0.1 MB.</summary>
    public const int MaxFileBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of one PDF or DOCX, pictures and fonts included.</summary>
    public const int MaxOfficeFileBytes = 64 * 1024 * 1024;

    /// <summary>Characters of the extracted text of a PDF or DOCX; four times the longest prose book in print.</summary>
    public const int MaxTextCharacters = 48 * 1024 * 1024;

    /// <summary>Nested elements or blocks. Markdig's own limit is 128; real pages stay below 60.</summary>
    public const int MaxDepth = 256;

    /// <summary>Characters of a title, a heading or a front matter value that are kept.</summary>
    public const int MaxTitleLength = 300;

    /// <summary>Columns of a table; a spreadsheet's own limit is 16,384, but nobody quotes such a row.</summary>
    public const int MaxColumns = 1000;

    /// <summary>Rows of a table or records of a file.</summary>
    public const int MaxRecords = 200_000;
}
