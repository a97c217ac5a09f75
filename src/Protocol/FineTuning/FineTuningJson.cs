using System.Text.Json.Serialization;
using Protocol.Lists;

namespace Protocol.FineTuning;

/// <summary>How jobs become JSON: generated code, snake_case names, null members written, as the schema requires them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FineTuningJobObject))]
[JsonSerializable(typeof(ObjectPage<FineTuningJobObject>))]
[JsonSerializable(typeof(ObjectPage<FineTuningEventObject>))]
[JsonSerializable(typeof(ObjectPage<FineTuningCheckpointObject>))]
public sealed partial class FineTuningJson : JsonSerializerContext;
