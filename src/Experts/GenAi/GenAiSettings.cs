using System.Collections.Immutable;
using LanguageModels.Sessions;

namespace Experts.GenAi;

/// <summary>How a model runs in GenAI.</summary>
public sealed record GenAiSettings
{
    /// <summary>Path of <c>libonnxruntime-genai.so</c>. A process keeps the first one it loads.</summary>
    public required string Library { get; init; }

    /// <summary>Most requests that wait for their turn. Over 0, default 256.</summary>
    public int QueueLimit { get; init; } = 256;

    /// <summary>Most tokens of prompt and answer together, at most the model's own limit; 0 takes that. Default 0.</summary>
    public int ContextLength { get; init; }

    /// <summary>How the graph is run; GenAI ignores <see cref="SessionSettings.Prepacking"/>.</summary>
    public SessionSettings Session { get; init; } = new();

    /// <summary>Adapters; <see cref="Generation.GenerationRequest.Adapter"/> counts them from 1. The graph must have inputs for them.</summary>
    public ImmutableArray<GenAiAdapter> Adapters { get; init; } = [];

    /// <summary>Number format of the weights, for the fingerprint.</summary>
    public string Precision { get; init; } = "float32";
}
