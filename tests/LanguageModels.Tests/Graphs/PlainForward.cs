using Microsoft.ML.OnnxRuntime;

namespace LanguageModels.Tests.Graphs;

/// <summary>Runs a decoder graph once over whole prompts, without a cache: the plainest use of it.</summary>
internal sealed class PlainForward(string file, int layers, int keyValueHeads, int headSize) : IDisposable
{
    private readonly InferenceSession _session = new(file, new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });

    /// <summary>Logits of one prompt, [positions, vocabulary] as the graph gives them.</summary>
    public float[] Logits(ReadOnlySpan<int> ids)
    {
        var inputs = new Dictionary<string, OrtValue>
        {
            ["input_ids"] = OrtValue.CreateTensorValueFromMemory(ids.ToArray().Select(id => (long)id).ToArray(), [1, ids.Length]),
            ["attention_mask"] = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), [1, ids.Length]),
        };
        for (var layer = 0; layer < layers; layer++)
        {
            inputs[$"past_key_values.{layer}.key"] = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, keyValueHeads, 0, headSize]);
            inputs[$"past_key_values.{layer}.value"] = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, keyValueHeads, 0, headSize]);
        }

        using var options = new RunOptions();
        using var results = _session.Run(options, inputs, ["logits"]);
        var logits = results[0].GetTensorDataAsSpan<float>().ToArray();
        foreach (var input in inputs.Values)
        {
            input.Dispose();
        }

        return logits;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
