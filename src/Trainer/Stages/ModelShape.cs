using LanguageModels.Graphs;
using Trainer.Corpus;

namespace Trainer.Stages;

/// <summary>The shape of a model that is trained from nothing: Llama style, tied embeddings, no biases.</summary>
public sealed record ModelShape
{
    /// <summary>Tokens of the tokenizer that is trained for it.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Width of the residual stream; a multiple of <see cref="Heads"/>.</summary>
    public required int Hidden { get; init; }

    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Query heads; a multiple of <see cref="KeyValueHeads"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width inside the feed-forward part.</summary>
    public required int FeedForward { get; init; }

    /// <summary>Most positions of the exported model. Default 512.</summary>
    public int ContextLength { get; init; } = 512;

    /// <summary>The architecture with this many tokens, which may be fewer than <see cref="Vocabulary"/> when the texts did not give as many.</summary>
    public DecoderArchitecture ToArchitecture(int vocabulary) => new()
    {
        Family = "llama",
        Layers = Layers,
        Hidden = Hidden,
        Heads = Heads,
        KeyValueHeads = KeyValueHeads,
        HeadSize = Hidden / Heads,
        FeedForward = FeedForward,
        Vocabulary = vocabulary,
        ContextLength = ContextLength,
        NormEpsilon = 1e-5f,
        RopeTheta = 10_000,
        IsTied = true,
        EndTokens = [RecipeTokens.End],
        PadToken = RecipeTokens.Padding,
    };

    /// <summary>What is wrong with the shape.</summary>
    internal IEnumerable<string> Flaws()
    {
        if (Hidden < 8 || Heads < 1 || Hidden % Heads != 0 || Hidden / Heads % 2 != 0)
        {
            yield return $"shape.hidden is {Hidden} with {Heads} heads; expected a multiple of the heads, with an even size of each";
        }

        if (KeyValueHeads < 1 || Heads % KeyValueHeads != 0)
        {
            yield return $"shape.keyValueHeads is {KeyValueHeads}; expected a divisor of {Heads}";
        }

        if (Layers < 1 || FeedForward < 1 || Vocabulary < 300 || ContextLength < 64)
        {
            yield return $"shape has {Layers} layers, feedForward {FeedForward}, vocabulary {Vocabulary}, contextLength {ContextLength}; expected at least 1, 1, 300 and 64";
        }
    }
}
