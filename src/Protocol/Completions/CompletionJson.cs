using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Completions;

/// <summary>How completion types become JSON, as <see cref="Chat.ProtocolJson"/> does it for chat; <see cref="Wire"/> is the one to write with.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Chat.ProtocolJson.MaxDepth)]
[JsonSerializable(typeof(CompletionRequest))]
[JsonSerializable(typeof(Completion))]
public sealed partial class CompletionJson : JsonSerializerContext
{
    /// <summary>Text outside ASCII stays as UTF-8.</summary>
    public static CompletionJson Wire => WireContext.Instance;

    private static class WireContext
    {
        internal static readonly CompletionJson Instance = new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) // set by the attribute
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
