using Microsoft.ML.OnnxRuntime;

namespace LanguageModels.Sessions;

/// <summary>An encoder over plain ONNX Runtime: token ids in, one vector a text out. Thread-safe.</summary>
public sealed class EncoderSession : IDisposable
{
    /// <summary>Positions of one run, padding included: enough to keep the processor busy, little enough to stay in its caches.</summary>
    private const int MostPositions = 4096;

    private static readonly string[] _outputs = ["sentence_embedding"];

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    private EncoderSession(EncoderFolder folder, InferenceSession session, SessionSettings settings)
    {
        (Folder, _session) = (folder, session);
        Provider = SessionFactory.NameOf(settings.Provider);
    }

    /// <summary>What the folder's configuration says.</summary>
    public EncoderFolder Folder { get; }

    /// <summary>What computes: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; }

    /// <summary>Opens an encoder. Without <paramref name="weights"/> the library reads the weights for this session alone.</summary>
    /// <exception cref="ModelFolderException">The graph cannot be opened, or is no encoder.</exception>
    public static EncoderSession Open(EncoderFolder folder, SharedWeights? weights, SessionSettings settings)
    {
        var session = SessionFactory.Create(folder.GraphPath, weights, settings);
        if (session.OutputMetadata.TryGetValue(_outputs[0], out var output) && output.Dimensions is [_, var width] && width == folder.Dimensions
            && session.InputMetadata.ContainsKey("input_ids") && session.InputMetadata.ContainsKey("attention_mask"))
        {
            return new EncoderSession(folder, session, settings);
        }

        session.Dispose();
        throw new ModelFolderException(
            $"{folder.GraphPath}: expected the inputs input_ids and attention_mask and an output {_outputs[0]} of {folder.Dimensions} numbers a row.");
    }

    /// <summary>Computes the vectors of texts, those of similar length together. Blocks its thread.</summary>
    /// <param name="texts">Token ids, special tokens included; each text has 1 to <see cref="EncoderFolder.MaxLength"/> ids of the vocabulary.</param>
    /// <param name="cancellationToken">Looked at between two runs.</param>
    /// <returns>In the order of the texts.</returns>
    public float[][] Encode(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        Check(texts);
        var vectors = new float[texts.Count][];
        var order = Enumerable.Range(0, texts.Count).OrderBy(at => texts[at].Length).ToArray();
        for (var done = 0; done < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = RowsFrom(texts, order, done);
            Run(texts, order.AsSpan(done, rows), vectors);
            done += rows;
        }

        return vectors;
    }

    /// <summary>Frees the session; the shared weights stay.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>How many texts, from the shortest left on, fit one run at the width of the last of them.</summary>
    private static int RowsFrom(IReadOnlyList<int[]> texts, int[] order, int first)
    {
        var rows = 1;
        while (first + rows < order.Length && (rows + 1) * texts[order[first + rows]].Length <= MostPositions)
        {
            rows++;
        }

        return rows;
    }

    private void Run(IReadOnlyList<int[]> texts, ReadOnlySpan<int> batch, float[][] vectors)
    {
        var width = texts[batch[^1]].Length; // The longest: they are in the order of their lengths.
        var (ids, mask) = (new long[batch.Length * width], new long[batch.Length * width]);
        for (var row = 0; row < batch.Length; row++)
        {
            var text = texts[batch[row]];
            for (var i = 0; i < text.Length; i++)
            {
                (ids[(row * width) + i], mask[(row * width) + i]) = (text[i], 1);
            }
        }

        using var tokens = OrtValue.CreateTensorValueFromMemory(ids, [batch.Length, width]);
        using var attended = OrtValue.CreateTensorValueFromMemory(mask, [batch.Length, width]);
        var inputs = new Dictionary<string, OrtValue> { ["input_ids"] = tokens, ["attention_mask"] = attended };
        using var results = _session.Run(_runOptions, inputs, _outputs);
        var values = results[0].GetTensorDataAsSpan<float>();
        for (var row = 0; row < batch.Length; row++)
        {
            vectors[batch[row]] = values.Slice(row * Folder.Dimensions, Folder.Dimensions).ToArray();
        }
    }

    private void Check(IReadOnlyList<int[]> texts)
    {
        foreach (var text in texts)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(text.Length, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, Folder.MaxLength);
            foreach (var id in text)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(id);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Folder.VocabularySize);
            }
        }
    }
}
