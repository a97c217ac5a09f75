using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>
/// How chat types become JSON: generated code, snake_case names, no nulls but where a type says so, one line.
/// <see cref="Wire"/> is the one to use; <c>Default</c> differs in escaping every sign outside ASCII.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatCompletionChunk))]
[JsonSerializable(typeof(ContentPart))]
[JsonSerializable(typeof(ChoiceLogprobs))]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Deepest nesting that is read and written: above every request limit.</summary>
    internal const int MaxDepth = 1_024;

    /// <summary>The context for bodies and events: text outside ASCII stays as UTF-8, since nothing here is put into HTML.</summary>
    public static ProtocolJson Wire => WireContext.Instance;

    // A class of its own: the order of static members over the files of a partial class is not defined.
    private static class WireContext
    {
        internal static readonly ProtocolJson Instance = new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) // set by the attribute
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
