using System.Buffers;
using System.Text;
using System.Text.Json;
using Protocol.Chat;
using Protocol.Frames;

namespace Gateway.Upstreams;

/// <summary>
/// Adds citations to a stream: gathers the answer's text and, just before the chunk that ends it, writes one chunk
/// whose delta carries the annotations (and <c>x_gateway</c> beside it, when asked for).
/// </summary>
internal sealed class StreamAddition(AnswerAddition addition)
{
    /// <summary>Text beyond this many characters is not searched for citations.</summary>
    private const int MostCharacters = 1_000_000;

    private readonly StringBuilder _text = new();
    private bool _written;

    /// <summary>Called with each chunk before it is passed on.</summary>
    public void Before(ReadOnlySpan<byte> json, in ChunkScan scan, IBufferWriter<byte> output)
    {
        if (_written || !(scan.HasContent || scan.Finished > 0) || Parse(json) is not { Choices: [var choice, ..] } chunk)
            return;
        if (_text.Length < MostCharacters)
            _text.Append(choice.Delta?.Content);
        if (choice.FinishReason is not null)
            Write(chunk, output);
    }

    private void Write(ChatCompletionChunk last, IBufferWriter<byte> output)
    {
        _written = true;
        var annotations = addition.Cite(_text.ToString());
        if (annotations.IsEmpty && addition.Explanation is null)
            return;
        var chunk = AnswerChunks.Annotations(last, annotations, addition.Explanation);
        output.Write("data: "u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(chunk, ProtocolJson.Wire.ChatCompletionChunk));
        output.Write("\n\n"u8);
    }

    private static ChatCompletionChunk? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProtocolJson.Wire.ChatCompletionChunk);
        }
        catch (JsonException)
        {
            return null; // A chunk that is not one: it is passed on as it came, without citations.
        }
    }
}
