using System.Text.Json;
using Experts.Serving;
using Protocol.Completions;
using Protocol.Embeddings;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>Answers an embedding request with a local model.</summary>
internal static class EmbeddingAnswer
{
    /// <summary>Tokens of one request, all items together; OpenAI's limit.</summary>
    private const int MostTokens = 300_000;

    /// <summary>The answer's bytes.</summary>
    /// <exception cref="RefusalException">The request is wrong for this model.</exception>
    public static async Task<byte[]> AnswerAsync(EmbeddingRequest request, TextEmbedder embedder, string modelId, CancellationToken cancellationToken)
    {
        if (request.Dimensions > embedder.Dimensions)
            throw Wrong("dimensions", $"this model has {embedder.Dimensions}, but got {request.Dimensions}");
        int[][] texts = [.. request.Input.Items.Select(item => TokensOf(item, embedder))];
        var total = texts.Sum(text => (long)text.Length);
        if (total > MostTokens)
            throw Wrong("input", $"expected at most {MostTokens} tokens in one request, but got {total}");
        var embedded = await embedder.EmbedAsync(texts, request.Dimensions, cancellationToken);
        var answer = new EmbeddingList
        {
            Model = modelId,
            Data = [.. embedded.Select((text, index) => new EmbeddingItem { Index = index, Embedding = new EmbeddingVector(text.Vector, request.EncodingFormat == "base64") })],
            Usage = new EmbeddingUsage(total, total),
        };
        return JsonSerializer.SerializeToUtf8Bytes(answer, EmbeddingJson.Default.EmbeddingList);
    }

    private static int[] TokensOf(PromptItem item, TextEmbedder embedder)
    {
        if (item.Tokens is not { } tokens)
            return embedder.TokensOf(item.Text!); // one of the two is set
        return tokens.All(token => token < embedder.VocabularySize)
            ? [.. tokens]
            : throw Wrong("input", $"it holds a token that this model does not have; expected 0 to {embedder.VocabularySize - 1}");
    }

    private static RefusalException Wrong(string member, string why) => new(ApiError.InvalidRequest($"Invalid '{member}': {why}.", member, "invalid_value"));
}
