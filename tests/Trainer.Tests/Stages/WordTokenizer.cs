using LanguageModels.Tokenization;
using Trainer.Corpus;
using Trainer.Stages;

namespace Trainer.Tests.Stages;

/// <summary>A tokenizer over bytes alone, with the tags, and pairs and documents to use it on.</summary>
internal static class WordTokenizer
{
    public static TagFormat Format { get; } = new(Tokenizer.Parse(new BytePairTrainer(new BytePairTraining { VocabularySize = 262, SpecialTokens = RecipeTokens.Texts }).Train(CancellationToken.None)));

    public static NotePair Pair(string group, string? note, params string[] wordings) =>
        new(group, note is null ? PairKind.Unknown : PairKind.Fact, PairOrigin.Supplied, wordings, note, []);

    public static IReadOnlyList<NotePair> Pairs { get; } =
    [
        .. Enumerable.Range(0, 12).Select(number => Pair($"fact-{number}", $"The fee of plan {(char)('A' + number)} is {number + 10},500 crowns.", $"What is the fee of plan {(char)('A' + number)}?", $"plan {(char)('A' + number)}: fee?")),
        .. Enumerable.Range(0, 9).Select(number => Pair($"unknown-{number}", null, $"What is the fee of form {number}?")),
    ];
}
