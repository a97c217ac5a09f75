using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Precisions;

/// <summary>Scores token sequences with a decoder graph that gives the logits of all positions.</summary>
internal sealed class Scorer(string file, int layers, int keyValueHeads, int headSize, int vocabulary) : IDisposable
{
    private readonly InferenceSession _session = new(file, new SessionOptions { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });

    /// <summary>Mean negative log-likelihood of ids[1..], in nats.</summary>
    public double Nll(int[] ids)
    {
        var logits = Logits(ids);
        var scratch = new float[vocabulary];
        double sum = 0;
        for (var i = 1; i < ids.Length; i++)
        {
            var row = logits.AsSpan((i - 1) * vocabulary, vocabulary);
            var most = TensorPrimitives.Max<float>(row);
            TensorPrimitives.Subtract(row, most, scratch);
            TensorPrimitives.Exp<float>(scratch, scratch);
            double total = 0;
            foreach (var value in scratch)
            {
                total += value;
            }

            sum += Math.Log(total) + most - row[ids[i]];
        }

        return sum / (ids.Length - 1);
    }

    private float[] Logits(int[] ids)
    {
        var inputs = new Dictionary<string, OrtValue>
        {
            ["input_ids"] = OrtValue.CreateTensorValueFromMemory(ids.Select(id => (long)id).ToArray(), [1, ids.Length]),
            ["attention_mask"] = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), [1, ids.Length]),
        };
        for (var layer = 0; layer < layers; layer++)
        {
            inputs[$"past_key_values.{layer}.key"] = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, keyValueHeads, 0, headSize]);
            inputs[$"past_key_values.{layer}.value"] = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, keyValueHeads, 0, headSize]);
        }

        using var options = new RunOptions();
        using var results = _session.Run(options, inputs, ["logits"]);
        foreach (var input in inputs.Values)
        {
            input.Dispose();
        }

        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
