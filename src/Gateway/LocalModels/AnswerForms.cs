using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Experts.Serving;
using Protocol.Frames;

namespace Gateway.LocalModels;

/// <summary>What both forms of answers share.</summary>
internal static class AnswerForms
{
    /// <summary>Stands for minus infinity, as with OpenAI: JSON has no such number.</summary>
    private const double Impossible = -9999;

    /// <summary>The documented word for why an answer ended; null while it runs.</summary>
    public static string? FinishReason(AnswerEnd? end) => end?.Reason switch
    {
        null => null,
        StopReason.Length => FinishReasons.Length,
        StopReason.ToolCalls => FinishReasons.ToolCalls,
        _ => FinishReasons.Stop,
    };

    /// <summary>A log probability that JSON can hold.</summary>
    public static double Logprob(float value) => float.IsFinite(value) ? value : Impossible;

    /// <summary>Writes a value as JSON.</summary>
    public static void Write<T>(T value, JsonTypeInfo<T> type, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = type.Options.Encoder });
        JsonSerializer.Serialize(writer, value, type);
    }
}
