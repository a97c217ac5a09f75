namespace Protocol.Chat;

/// <summary>Where the words of an answer come from.</summary>
public sealed record UrlCitation : OpenObject
{
    /// <summary>Address of the document.</summary>
    public required string Url { get; init; }

    /// <summary>Title of the document.</summary>
    public required string Title { get; init; }

    /// <summary>First character of the answer that it stands for, counted in UTF-16 units.</summary>
    public required int StartIndex { get; init; }

    /// <summary>Last character of the answer that it stands for, as OpenAI's document has it, counted in UTF-16 units.</summary>
    public required int EndIndex { get; init; }
}
