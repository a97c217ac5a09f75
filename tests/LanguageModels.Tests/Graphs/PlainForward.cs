using Microsoft.ML.OnnxRuntime;

namespace LanguageModels.Tests.Graphs;

/// <summary>Runs a decoder graph once over whole prompts, without a cache: the plainest use of it.</summary>
internal sealed class PlainForward(string file, int layers, int keyValueHeads, int headSize) : IDisposable
{
    private readonly InferenceSession _session = new(file, new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });

    /// <summary>Logits of one prompt, [positions, vocabulary] as the graph gives them.</summary>
    public float[] Logits(ReadOnlySpan<int> ids) => Logits([ids.ToArray()], []);

    /// <summary>Logits of prompts as one batch padded on the right, [rows, longest, vocabulary], with further inputs; disposes of those.</summary>
    public float[] Logits(int[][] prompts, Dictionary<string, OrtValue> more)
    {
        var (rows, width) = (prompts.Length, prompts.Max(prompt => prompt.Length));
        var inputs = new Dictionary<string, OrtValue>(more)
        {
            ["input_ids"] = OrtValue.CreateTensorValueFromMemory(Padded(prompts, width, id => id), [rows, width]),
            ["attention_mask"] = OrtValue.CreateTensorValueFromMemory(Padded(prompts, width, _ => 1), [rows, width]),
        };
        for (var layer = 0; layer < layers; layer++)
        {
            inputs[$"past_key_values.{layer}.key"] = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [rows, keyValueHeads, 0, headSize]);
            inputs[$"past_key_values.{layer}.value"] = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [rows, keyValueHeads, 0, headSize]);
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

    private static long[] Padded(int[][] prompts, int width, Func<int, long> value) =>
        [.. prompts.SelectMany(prompt => prompt.Select(value).Concat(Enumerable.Repeat(0L, width - prompt.Length)))];

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
