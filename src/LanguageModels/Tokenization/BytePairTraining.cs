namespace LanguageModels.Tokenization;

/// <summary>What a <see cref="BytePairTrainer"/> shall make.</summary>
public sealed record BytePairTraining
{
    /// <summary>Ids in all: special tokens, the 256 bytes and what merges add. Fewer when the texts do not give as many.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Pairs seen less often are not merged. 0 and 1 mean every pair.</summary>
    public long MinimumFrequency { get; init; }

    /// <summary>Special tokens; they take the ids from 0 in this order.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>Whether each digit stands alone (SmolLM2) before the GPT-2 split.</summary>
    public bool IndividualDigits { get; init; }
}
