namespace Retrieval.Parsing.Pdf;

/// <summary>What a hostile PDF may not exceed.</summary>
internal static class PdfLimits
{
    /// <summary>Pages of one document; the longest printed books have about 3,000.</summary>
    public const int MaxPages = 5_000;

    /// <summary>Unpacked bytes of one stream. Content streams of dense pages have 1 MB, large fonts 10 MB.</summary>
    public const int MaxStreamBytes = 24 * 1024 * 1024;

    /// <summary>Unpacked bytes of all streams together; forms that are drawn again count again.</summary>
    public const long MaxTotalBytes = 768L * 1024 * 1024;

    /// <summary>Streams that are opened; a book of a thousand pages has about 5,000.</summary>
    public const int MaxStreams = 100_000;

    /// <summary>Bytes of one row of a predictor (PDF 32000-1 section 7.4.4.4), for which memory is taken at once.</summary>
    public const int MaxPredictorRow = 1024 * 1024;

    /// <summary>Nested objects and forms.</summary>
    public const int MaxDepth = 64;

    /// <summary>Drawings of one form with all that it draws; a chart draws some hundred marks.</summary>
    public const long MaxDrawingsOfForm = 5_000;

    /// <summary>Drawings of the whole document, where forms draw forms.</summary>
    public const long MaxDrawings = 2_000_000;

    /// <summary>Letters of one page; a newspaper page has about 40,000.</summary>
    public const int MaxLettersOfPage = 400_000;
}
