using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>Fills parameters from checkpoints, and by chance where those have nothing.</summary>
internal static class StartValues
{
    /// <summary>What fills a tensor that is in no checkpoint.</summary>
    public delegate void Beginning(Parameter parameter, Span<float> values);

    /// <summary>Fills all.</summary>
    /// <param name="parameters">Disposed when this fails.</param>
    /// <param name="start">The model's checkpoint; null for none, otherwise it has to have every tensor but adapters and heads.</param>
    /// <param name="adapter">The adapter's folder; null for none, otherwise it has to have every adapter.</param>
    /// <param name="begin">Fills the others.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public static ParameterSet Fill(ParameterSet parameters, ITensorSource? start, string? adapter, Beginning begin)
    {
        try
        {
            using var adapters = adapter is null ? null : SafetensorsFolder.Open(adapter);
            foreach (var parameter in parameters.All)
            {
                var isAdapter = parameter.Name.Contains(".lora_", StringComparison.Ordinal);
                var (source, name) = isAdapter ? (adapters, LoraNames.Prefix + parameter.Name) : (start, parameter.Name);
                if (source is null || IsNewHead(source, name))
                {
                    begin(parameter, parameters.Values(parameter));
                }
                else
                {
                    Read(source, name, parameter, parameters.Values(parameter));
                }
            }

            return parameters;
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    /// <summary>Span heads are put on encoders that have none.</summary>
    private static bool IsNewHead(ITensorSource source, string name) => name.StartsWith(EncoderParameters.SpanHead, StringComparison.Ordinal) && !source.Tensors.ContainsKey(name);

    private static void Read(ITensorSource source, string name, Parameter parameter, Span<float> values)
    {
        var expected = string.Join(", ", parameter.Shape);
        if (!source.Tensors.TryGetValue(name, out var info))
        {
            throw new InvalidDataException($"Tensor '{name}' [{expected}] is missing from the checkpoint that training starts from.");
        }

        if (!info.Shape.AsSpan().SequenceEqual(parameter.Shape.AsSpan()))
        {
            throw new InvalidDataException($"Tensor '{name}' has the shape [{string.Join(", ", info.Shape)}]; expected [{expected}].");
        }

        source.Read(name, values);
    }
}
