using System.Collections.Immutable;
using System.Numerics.Tensors;
using Experts.Generation;
using LanguageModels.Tokenization;
using Microsoft.Extensions.AI;

namespace Experts.Serving;

/// <summary>
/// A loaded embedding model: texts in, vectors of length 1 out, whether the model itself norms them or not: whoever compares by
/// dot product, as with OpenAI's, may go on doing so. Thread-safe.
/// </summary>
public sealed class TextEmbedder : IEmbeddingGenerator<string, Embedding<float>>, IAsyncDisposable
{
    private readonly Tokenizer _tokenizer;
    private readonly Func<IReadOnlyList<int[]>, CancellationToken, Task<IReadOnlyList<float[]>>> _encode;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly IAsyncDisposable? _owned;

    /// <summary>Wraps a model.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="tokenizer">The model's.</param>
    /// <param name="longest">Most tokens of one text, special ones included.</param>
    /// <param name="dimensions">Numbers of a vector.</param>
    /// <param name="encode">Computes the vectors of texts in tokens, in their order, of any length; the numbers are taken over.</param>
    /// <param name="owned">What is disposed with this; null for nothing.</param>
    public TextEmbedder(
        string name, Tokenizer tokenizer, int longest, int dimensions,
        Func<IReadOnlyList<int[]>, CancellationToken, Task<IReadOnlyList<float[]>>> encode, IAsyncDisposable? owned)
    {
        (_tokenizer, _encode, _owned, LongestText, Dimensions) = (tokenizer, encode, owned, longest, dimensions);
        _metadata = new EmbeddingGeneratorMetadata("gateway", null, name, dimensions);
    }

    /// <summary>Most tokens of one text.</summary>
    public int LongestText { get; }

    /// <summary>Number of token ids.</summary>
    public int VocabularySize => _tokenizer.VocabularySize;

    /// <summary>Numbers of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>What computes, for records; null when it is not known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The tokens of a text, with what the model wants around them. Special tokens in the text stay text.</summary>
    public int[] TokensOf(string text) => _tokenizer.Encode(text, addSpecialTokens: true, parseSpecialTokens: false).Ids;

    /// <summary>
    /// As many tokens of a text's beginning as the model can read, with what the model wants around them: for a text that is one of many to be
    /// found again, where its beginning stands for it.
    /// </summary>
    public int[] BeginningOf(string text)
    {
        var tokens = TokensOf(text);
        return tokens.Length <= LongestText ? tokens : [.. tokens.AsSpan(0, LongestText - 1), tokens[^1]];
    }

    /// <summary>The vectors of texts in tokens.</summary>
    /// <param name="texts">Each within the vocabulary.</param>
    /// <param name="dimensions">
    /// Numbers wanted, at most <see cref="Dimensions"/>: the first ones, scaled to length 1 again. Vectors of a model that was
    /// not trained for it (Matryoshka, arXiv:2205.13147) lose more by it than its size says.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ContextOverflowException">A text is longer than the model can read; none is cut in silence.</exception>
    public async Task<ImmutableArray<EmbeddedText>> EmbedAsync(IReadOnlyList<int[]> texts, int? dimensions, CancellationToken cancellationToken)
    {
        foreach (var text in texts)
        {
            if (text.Length > LongestText)
            {
                throw new ContextOverflowException(text.Length, LongestText);
            }
        }

        var vectors = await _encode(texts, cancellationToken);
        return [.. vectors.Select((vector, at) => new EmbeddedText(Normed(vector, dimensions ?? Dimensions), texts[at].Length))];
    }

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        var embedded = await EmbedAsync([.. values.Select(TokensOf)], options?.Dimensions, cancellationToken);
        long tokens = embedded.Sum(text => text.Tokens);
        return new GeneratedEmbeddings<Embedding<float>>(embedded.Select(text => new Embedding<float>(text.Vector) { ModelId = _metadata.DefaultModelId }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    void IDisposable.Dispose()
    {
        // Its lifetime is the host's: whoever leases it must not end it for the others.
    }

    /// <summary>The first numbers at length 1; a vector of zeros has no direction and stays.</summary>
    private static float[] Normed(float[] vector, int dimensions)
    {
        var first = dimensions < vector.Length ? vector[..dimensions] : vector;
        var length = TensorPrimitives.Norm<float>(first);
        if (length > 0)
        {
            TensorPrimitives.Divide(first, length, first);
        }

        return first;
    }
}
