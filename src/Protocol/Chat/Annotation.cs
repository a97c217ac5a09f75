namespace Protocol.Chat;

/// <summary>A remark on a stretch of an answer's text; the one documented kind is a citation.</summary>
public sealed record Annotation : OpenObject
{
    /// <summary>The kind, <c>url_citation</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The citation.</summary>
    public UrlCitation? UrlCitation { get; init; }

    /// <summary>A citation of a document.</summary>
    public static Annotation Cite(UrlCitation citation) => new() { Type = "url_citation", UrlCitation = citation };
}
