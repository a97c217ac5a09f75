using LanguageModels.Graphs;
using LanguageModels.Rewriting;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>How models are loaded.</summary>
public sealed record ExpertLoaderSettings
{
    /// <summary>Answers of one model at once. 1 to 256, default 16.</summary>
    public int Slots { get; init; } = 16;

    /// <summary>Most tokens of prompt and answer together; 0 takes the model's own limit, at most 4096. Default 0.</summary>
    public int ContextLength { get; init; }

    /// <summary>Threads and provider of one model.</summary>
    public SessionSettings Session { get; init; } = new();

    /// <summary>
    /// How keys and values are kept; null keeps those of quantised weights in 8 bits, whose loss is a tenth of what the weights lost already,
    /// and all others exactly. GenAI keeps them exactly. Default null.
    /// </summary>
    public CacheFormat? Cache { get; init; }

    /// <summary>Path of the GenAI library that is to run language models; null for our own engine. Embedding models always run on ONNX Runtime itself.</summary>
    public string? GenAiLibrary { get; init; }

    /// <summary>How the keys and values of a model are kept.</summary>
    /// <param name="precision">Of its weights, as the registry names it.</param>
    internal CacheFormat CacheOf(string precision) => GenAiLibrary is not null ? CacheFormat.Exact
        : Cache ?? (Enum.TryParse<Precision>(precision, ignoreCase: true, out var known) && known != Precision.Float32 ? CacheFormat.Int8 : CacheFormat.Exact);

    /// <summary>Requests that wait for one model. Over 0, default 256.</summary>
    public int QueueLimit { get; init; } = 256;

    /// <summary>Longest wait for an embedding model; requests to language models bring a deadline of their own. Default one minute.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromMinutes(1);
}
