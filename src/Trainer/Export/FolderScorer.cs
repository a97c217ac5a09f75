using System.Numerics.Tensors;
using LanguageModels.Sessions;

namespace Trainer.Export;

/// <summary>Scores tokens with the model of a GenAI folder, in chunks. Not thread-safe.</summary>
internal sealed class FolderScorer : IDisposable
{
    private readonly SharedWeights _weights;
    private readonly DecoderSession _decoder;

    private FolderScorer(SharedWeights weights, DecoderSession decoder) => (_weights, _decoder) = (weights, decoder);

    /// <summary>Most tokens of a row.</summary>
    public int MaxLength => _decoder.MaxLength;

    /// <summary>Opens a folder.</summary>
    /// <param name="path">Of the folder.</param>
    /// <param name="threads">Of a forward pass; 0 leaves the number to the library.</param>
    /// <exception cref="ModelFolderException">It is no model of ours.</exception>
    public static FolderScorer Open(string path, int threads)
    {
        var folder = ModelFolder.Open(path);
        var weights = SharedWeights.Open(folder.GraphPath);
        try
        {
            var session = new SessionSettings { Threads = threads };
            return new FolderScorer(weights, DecoderSession.Open(folder, weights, new DecoderSettings { Slots = 1, Session = session }));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>A <see cref="TokenScorer"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row is longer than <see cref="MaxLength"/>.</exception>
    public void Score(ReadOnlySpan<int> tokens, Span<float> logProbabilities)
    {
        for (var past = 0; past < tokens.Length - 1; past += _decoder.MaxChunk)
        {
            var chunk = tokens[past..Math.Min(past + _decoder.MaxChunk, tokens.Length - 1)];
            _decoder.Score(0, chunk, past);
            for (var row = 0; row < chunk.Length; row++)
            {
                logProbabilities[past + row + 1] = LogProbability(_decoder.Logits(row), tokens[past + row + 1]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _weights.Dispose();
    }

    /// <summary>log softmax(logits)[token]; overwrites the logits.</summary>
    private static float LogProbability(Span<float> logits, int token)
    {
        var most = TensorPrimitives.Max<float>(logits);
        var own = logits[token] - most;
        TensorPrimitives.Subtract(logits, most, logits);
        TensorPrimitives.Exp<float>(logits, logits);
        return own - MathF.Log(TensorPrimitives.Sum<float>(logits));
    }
}
