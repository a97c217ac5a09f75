using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.FineTuning;

/// <summary>Choices of a training; null is written as <c>"auto"</c>, as OpenAI does.</summary>
/// <param name="NEpochs">Passes over the examples.</param>
/// <param name="BatchSize">Examples a step.</param>
/// <param name="LearningRateMultiplier">Multiplies the learning rate.</param>
[JsonConverter(typeof(Writer))]
public sealed record FineTuningSettings(int? NEpochs, int? BatchSize, double? LearningRateMultiplier)
{
    internal sealed class Writer : JsonConverter<FineTuningSettings>
    {
        public override FineTuningSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Requests are read by their own reader.");

        public override void Write(Utf8JsonWriter writer, FineTuningSettings value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            Write(writer, "n_epochs", value.NEpochs);
            Write(writer, "batch_size", value.BatchSize);
            Write(writer, "learning_rate_multiplier", value.LearningRateMultiplier);
            writer.WriteEndObject();
        }

        private static void Write(Utf8JsonWriter writer, string name, double? value)
        {
            if (value is { } number)
            {
                writer.WriteNumber(name, number);
            }
            else
            {
                writer.WriteString(name, "auto");
            }
        }
    }
}
