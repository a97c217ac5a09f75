namespace Experts.Notes;

/// <summary>Which witness a note comes from.</summary>
public enum NoteOrigin
{
    /// <summary>Neither knows anything.</summary>
    Nobody,

    /// <summary>The memory: the language model says something else, or nothing, or there is none.</summary>
    Recalled,

    /// <summary>The language model, and the memory remembers the same note, though it lies nearer to another question.</summary>
    Confirmed,

    /// <summary>Both: the generated note is the nearest remembered one.</summary>
    Agreed,

    /// <summary>The language model alone: there is no memory, or an empty one.</summary>
    Generated,
}
