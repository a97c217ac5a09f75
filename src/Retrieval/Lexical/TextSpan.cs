namespace Retrieval.Lexical;

/// <summary>A range of UTF-16 characters, the end not included.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;
}
