namespace Protocol.Chat;

/// <summary>One part of a message: text, or anything else (image, audio, file, what is to come), whose members are kept as they came.</summary>
public sealed record ContentPart : OpenObject
{
    internal const string TextType = "text";

    /// <summary>The kind, such as <c>text</c> or <c>image_url</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The text of a text part.</summary>
    public string? Text { get; init; }

    /// <summary>A text part.</summary>
    public static ContentPart OfText(string text) => new() { Type = TextType, Text = text };
}
