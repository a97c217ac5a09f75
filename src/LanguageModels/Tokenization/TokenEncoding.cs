namespace LanguageModels.Tokenization;

/// <summary>A text as token ids. All arrays have one entry a token and belong to the caller.</summary>
public sealed class TokenEncoding
{
    /// <summary>The ids, in order.</summary>
    public required int[] Ids { get; init; }

    /// <summary>Where each token stands in the text it came from (of a pair: its own text); 0,0 for special and padding tokens.</summary>
    public required TokenOffset[] Offsets { get; init; }

    /// <summary>Which of two texts a token belongs to, as encoders with segments want it.</summary>
    public required int[] TypeIds { get; init; }

    /// <summary>Whether the token was added by the post-processor or as padding; false for special tokens spelled in the text.</summary>
    public required bool[] SpecialMask { get; init; }

    /// <summary>1 for tokens to attend to, 0 for padding.</summary>
    public required int[] AttentionMask { get; init; }

    /// <summary>What a <see cref="TokenTruncation"/> cut off, part by part, each with its own special tokens; empty without one.</summary>
    public IReadOnlyList<TokenEncoding> Overflow { get; init; } = [];

    /// <summary>Number of tokens.</summary>
    public int Length => Ids.Length;
}
