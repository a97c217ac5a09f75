namespace Experts.Serving;

/// <summary>A vector of a text.</summary>
/// <param name="Vector">The numbers, of length 1 together.</param>
/// <param name="Tokens">Tokens of the text, special ones included.</param>
public readonly record struct EmbeddedText(ReadOnlyMemory<float> Vector, int Tokens);
