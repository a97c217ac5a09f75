namespace Retrieval.Parsing;

/// <summary>What a hostile file may not exceed.</summary>
internal static class ParsingLimits
{
    /// <summary>Bytes of one file. The longest prose book in print is about 12 MB; a handbook page is 0.1 MB.</summary>
    public const int MaxFileBytes = 8 * 1024 * 1024;

    /// <summary>Nested elements or blocks. Markdig's own limit is 128; real pages stay below 60.</summary>
    public const int MaxDepth = 256;

    /// <summary>Characters of a title, a heading or a front matter value that are kept.</summary>
    public const int MaxTitleLength = 300;
}
