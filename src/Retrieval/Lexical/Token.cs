namespace Retrieval.Lexical;

/// <summary>A word of a text: its normal form (lower case, no accents) and where it stands.</summary>
internal readonly record struct Token(string Text, int Start, int End);
