namespace Experts.Memory;

/// <summary>What a memory may hold. A domain of 600 facts has 43,000 wordings; the limits leave room for twenty of them.</summary>
public static class MemoryLimits
{
    /// <summary>Notes of a memory.</summary>
    public const int Notes = 200_000;

    /// <summary>Wordings of all notes together.</summary>
    public const int Wordings = 1_000_000;

    /// <summary>Wordings of one note.</summary>
    public const int WordingsOfNote = 1_000;

    /// <summary>Sources of one note.</summary>
    public const int SourcesOfNote = 1_000;

    /// <summary>Words of a question that count; the rest is not looked at.</summary>
    public const int WordsOfQuestion = 128;

    /// <summary>Characters of a word that count.</summary>
    public const int WordLength = 48;

    /// <summary>Different words of all wordings.</summary>
    public const int Words = 500_000;

    /// <summary>Characters of a note, a group, an id or a stated sentence.</summary>
    public const int TextLength = 4_000;

    /// <summary>Bytes of a memory's file.</summary>
    public const int FileBytes = 256 << 20;
}
