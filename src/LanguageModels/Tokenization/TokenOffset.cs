namespace LanguageModels.Tokenization;

/// <summary>The part of the original text a token stands for, in Unicode code points (not UTF-16 units).</summary>
/// <param name="Start">First code point.</param>
/// <param name="End">One past the last; equal to <paramref name="Start"/> for tokens that stand for no text.</param>
public readonly record struct TokenOffset(int Start, int End);
