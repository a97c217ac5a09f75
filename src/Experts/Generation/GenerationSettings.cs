namespace Experts.Generation;

/// <summary>How requests share one model.</summary>
public sealed record GenerationSettings
{
    /// <summary>Most requests that wait for a place. Over 0, default 256.</summary>
    public int QueueLimit { get; init; } = 256;

    /// <summary>
    /// Prompt tokens of one run, at most what the decoder takes; chunks end at multiples of it, so that a replayed prompt is cut the
    /// same way. Over 0, default 128.
    /// </summary>
    public int PrefillChunk { get; init; } = 128;

    /// <summary>Most prompt tokens between two steps of the running answers, which bounds the pause they see; one chunk always runs. Default 256.</summary>
    public int PrefillBudget { get; init; } = 256;

    /// <summary>Most positions that all running requests may come to need together; 0 sets no limit but the slots. Default 0.</summary>
    public int TokenBudget { get; init; }

    /// <summary>
    /// Positions of prompts that are kept for later prompts with the same beginning; 0 keeps none. Default 2048. Memory
    /// (<see cref="LanguageModels.Sessions.IDecoder.PositionBytes"/> each) is taken as it is needed.
    /// </summary>
    public int PrefixPositions { get; init; } = 2048;

    /// <summary>
    /// A prompt's beginning is kept and found in pieces of this many tokens. Default 16. Equal to <see cref="PrefillChunk"/> and
    /// without <see cref="KeepAnswers"/>, a hit changes no rounding in quantised graphs either, because every prompt is then cut at
    /// the same places.
    /// </summary>
    public int PrefixBlock { get; init; } = 16;

    /// <summary>Keeps answers as well, for the next turn of a conversation. Default true.</summary>
    public bool KeepAnswers { get; init; } = true;

    /// <summary>
    /// Most tokens guessed ahead from the prompt when an answer copies from it, checked in one run; 0 guesses none. At most 64, default 16.
    /// Only for a request that runs alone, with a graph that gives the logits of every position.
    /// </summary>
    public int LookupTokens { get; init; } = 16;

    /// <summary>
    /// How far the likeliest token must lead, in logits, for a greedy choice from the run that checks guesses; a closer one is computed once
    /// more alone, because quantised graphs round differently in a wider run. Default 0.25; 0 believes every one.
    /// </summary>
    public float LookupLead { get; init; } = 0.25f;

    /// <summary>Number format of the weights, for the fingerprint.</summary>
    public string Precision { get; init; } = "float32";
}
