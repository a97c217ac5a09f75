using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>What a message says: one text, or parts of several kinds. Exactly one of the two is not null, and it is written as it came.</summary>
[JsonConverter(typeof(MessageContentConverter))]
public sealed record MessageContent
{
    /// <summary>Content that is one text.</summary>
    public MessageContent(string text) => Text = text;

    /// <summary>Content that is parts.</summary>
    public MessageContent(IReadOnlyList<ContentPart> parts) => Parts = parts;

    /// <summary>The text, when the content is a string.</summary>
    public string? Text { get; }

    /// <summary>The parts, when the content is an array.</summary>
    public IReadOnlyList<ContentPart>? Parts { get; }

    /// <summary>The text, or that of all text parts, a line each. Images, audio and files are not text.</summary>
    public string AsText() =>
        Text ?? string.Join('\n', Parts!.Where(static part => part.Type == ContentPart.TextType).Select(static part => part.Text)); // one of the two is set
}
