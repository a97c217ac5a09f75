namespace LanguageModels.Tokenization;

/// <summary>How an encoding is brought down to a length. The same meaning as the <c>truncation</c> section of tokenizer.json.</summary>
/// <param name="MaximumLength">In tokens, special tokens included.</param>
/// <param name="Stride">Tokens that neighbouring parts share; less than what is left for the text.</param>
/// <param name="Strategy">Which of two texts gives way.</param>
/// <param name="FromLeft">Keep the end of the text instead of its beginning.</param>
public sealed record TokenTruncation(int MaximumLength, int Stride = 0, TruncationStrategy Strategy = TruncationStrategy.LongestFirst, bool FromLeft = false);
