using LanguageModels.Rewriting;

namespace LanguageModels.Sessions;

/// <summary>How a decoder is run, and for how many answers at once.</summary>
public sealed record DecoderSettings
{
    /// <summary>How the graph is run.</summary>
    public SessionSettings Session { get; init; } = new();

    /// <summary>Places for sequences. Memory is only taken for positions that were used. 1 to 256, default 16.</summary>
    public int Slots { get; init; } = 16;

    /// <summary>Most positions of one slot; 0 takes the model's context, at most 4096. Default 0.</summary>
    public int MaxLength { get; init; }

    /// <summary>Most tokens of one prefill. Default 256.</summary>
    public int MaxChunk { get; init; } = 256;

    /// <summary>Runs the folder's scoring graph, which can give the logits of every position, where there is one. Default true.</summary>
    public bool Scoring { get; init; } = true;

    /// <summary>How keys and values are kept. Default exact.</summary>
    public CacheFormat Cache { get; init; } = CacheFormat.Exact;

    /// <summary>Most adapters loaded at once. Memory is only taken for those that are. 0 to 4096, default 16.</summary>
    public int Adapters { get; init; } = 16;
}
