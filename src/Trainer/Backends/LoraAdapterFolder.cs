using System.Collections.Immutable;
using System.Text.Json;
using LanguageModels.Importing;
using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>Adapters in folders as PEFT 0.21 writes them: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
public static class LoraAdapterFolder
{
    private const string TensorFile = "adapter_model.safetensors";

    /// <summary>The options that go on with an adapter.</summary>
    /// <exception cref="ImportException">It is no plain LoRA adapter; the message names the field.</exception>
    /// <exception cref="InvalidDataException">Its tensors are damaged.</exception>
    public static LoraOptions Read(string folder)
    {
        var settings = LoraSettings.Read(folder);
        using var tensors = SafetensorsFolder.Open(folder);
        return new LoraOptions
        {
            Rank = settings.Rank,
            Alpha = settings.Alpha,
            IsRankStabilised = settings.IsRankStabilised,
            Targets = [.. tensors.Tensors.Keys.Where(name => name.EndsWith(LoraNames.First, StringComparison.Ordinal)).Select(Projection).Distinct().Order(StringComparer.Ordinal)],
            Start = folder,
        };
    }

    /// <summary>Writes the adapters of a model.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="parameters">Of the model.</param>
    /// <param name="lora">With which it was made.</param>
    /// <param name="baseModel">Name or path of the model that they belong to.</param>
    public static void Write(string folder, ParameterSet parameters, LoraOptions lora, string baseModel)
    {
        Directory.CreateDirectory(folder);
        var tensors = parameters.All.Where(parameter => parameter.Name.Contains(".lora_", StringComparison.Ordinal))
            .Select(parameter => new TensorInfo(LoraNames.Prefix + parameter.Name, "F32", parameter.Shape))
            .OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToImmutableArray();
        SafetensorsWriter.Write(Path.Combine(folder, TensorFile), tensors, (tensor, values) => parameters.Values(parameters[tensor.Name[LoraNames.Prefix.Length..]]).CopyTo(values));
        File.WriteAllBytes(Path.Combine(folder, LoraSettings.FileName), Settings(lora, baseModel));
    }

    private static byte[] Settings(LoraOptions lora, string baseModel)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("base_model_name_or_path", baseModel);
            json.WriteString("bias", "none");
            json.WriteBoolean("fan_in_fan_out", false);
            json.WriteBoolean("inference_mode", true);
            json.WriteBoolean("init_lora_weights", true);
            json.WriteNumber("lora_alpha", lora.Alpha);
            json.WriteNumber("lora_dropout", 0.0);
            json.WriteString("peft_type", "LORA");
            json.WriteNumber("r", lora.Rank);
            json.WriteStartArray("target_modules");
            foreach (var target in lora.Targets.Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(target);
            }

            json.WriteEndArray();
            json.WriteString("task_type", "CAUSAL_LM");
            json.WriteBoolean("use_dora", false);
            json.WriteBoolean("use_rslora", lora.IsRankStabilised);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static string Projection(string name) => name[..^LoraNames.First.Length].Split('.')[^1];
}
