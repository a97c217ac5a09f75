namespace Protocol.VectorStores;

/// <summary>A piece of text of a file.</summary>
/// <param name="Text">The text.</param>
public sealed record TextContent(string Text)
{
    /// <summary>Always <c>text</c>.</summary>
    public string Type => "text";
}
