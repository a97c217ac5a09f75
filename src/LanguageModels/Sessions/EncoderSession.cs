using Microsoft.ML.OnnxRuntime;

namespace LanguageModels.Sessions;

/// <summary>An embedding model over plain ONNX Runtime: token ids in, one vector a text out. Not thread-safe: one thread at a time.</summary>
public sealed class EncoderSession : IDisposable
{
    // Padding costs as much as text: texts share a run while it holds at most this many tokens, padding included.
    private const int MaxRunTokens = 4096;
    private const string Output = "sentence_embedding";

    private static readonly string[] _inputs = ["input_ids", "attention_mask"];
    private static readonly string[] _outputs = [Output];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    private EncoderSession(EncoderFolder folder, InferenceSession session, string provider) => (Folder, _session, Provider) = (folder, session, provider);

    /// <summary>What the folder's configuration says.</summary>
    public EncoderFolder Folder { get; }

    /// <summary>What computes: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; }

    /// <summary>Opens an embedding model. Without <paramref name="weights"/> the library reads the weights for this session alone.</summary>
    /// <exception cref="ModelFolderException">The graph cannot be opened, or does not have the inputs and the output it should have.</exception>
    public static EncoderSession Open(EncoderFolder folder, SharedWeights? weights, SessionSettings settings)
    {
        var session = SessionFactory.Create(folder.GraphPath, weights, settings);
        if (_inputs.All(session.InputMetadata.ContainsKey) && session.InputMetadata.Count == _inputs.Length && session.OutputMetadata.ContainsKey(Output))
        {
            return new EncoderSession(folder, session, SessionFactory.NameOf(settings.Provider));
        }

        var found = $"{string.Join(", ", session.InputMetadata.Keys.Take(6))} -> {string.Join(", ", session.OutputMetadata.Keys.Take(6))}";
        session.Dispose();
        throw new ModelFolderException($"{folder.GraphPath} should turn {string.Join(" and ", _inputs)} into {Output}, found {found}. Import the model again.");
    }

    /// <summary>The vectors of texts, in their order. Texts of like length are computed together.</summary>
    /// <param name="texts">Token ids with the special ones; 1 to <see cref="EncoderFolder.MaxLength"/> of the vocabulary each.</param>
    /// <param name="cancellationToken">Looked at between runs.</param>
    public float[][] Encode(IReadOnlyList<int[]> texts, CancellationToken cancellationToken)
    {
        foreach (var text in texts)
        {
            Check(text);
        }

        var vectors = new float[texts.Count][];
        var order = Enumerable.Range(0, texts.Count).OrderBy(at => texts[at].Length).ToArray();
        for (var start = 0; start < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = 1;
            while (start + count < order.Length && (count + 1) * texts[order[start + count]].Length <= MaxRunTokens)
            {
                count++;
            }

            Run(texts, order.AsSpan(start, count), vectors);
            start += count;
        }

        return vectors;
    }

    /// <summary>Frees the session; the shared weights stay.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private void Run(IReadOnlyList<int[]> texts, ReadOnlySpan<int> rows, float[][] vectors)
    {
        var width = texts[rows[^1]].Length;
        var (ids, mask) = (new long[rows.Length * width], new long[rows.Length * width]);
        Array.Fill(ids, Folder.PadToken);
        for (var row = 0; row < rows.Length; row++)
        {
            var text = texts[rows[row]];
            for (var i = 0; i < text.Length; i++)
            {
                (ids[(row * width) + i], mask[(row * width) + i]) = (text[i], 1);
            }
        }

        var found = new float[rows.Length * Folder.Dimensions];
        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, [rows.Length, width]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, [rows.Length, width]);
        using var foundValue = OrtValue.CreateTensorValueFromMemory(found, [rows.Length, Folder.Dimensions]);
        _session.Run(_options, _inputs, [idsValue, maskValue], _outputs, [foundValue]);
        for (var row = 0; row < rows.Length; row++)
        {
            vectors[rows[row]] = found.AsSpan(row * Folder.Dimensions, Folder.Dimensions).ToArray();
        }
    }

    private void Check(int[] text)
    {
        if (text.Length < 1 || text.Length > Folder.MaxLength)
        {
            throw new ArgumentException($"a text has {text.Length} tokens; the model reads 1 to {Folder.MaxLength}.");
        }

        foreach (var token in text)
        {
            if ((uint)token >= (uint)Folder.VocabularySize)
            {
                throw new ArgumentException($"a text holds the token {token}; the vocabulary has {Folder.VocabularySize}.");
            }
        }
    }
}
