namespace State.Files;

/// <summary>Why a file was not taken.</summary>
public enum FileRefusal
{
    /// <summary>It was taken.</summary>
    None,

    /// <summary>It has no byte.</summary>
    Empty,

    /// <summary>It is larger than one file may be.</summary>
    TooLarge,

    /// <summary>All files together would be larger than allowed.</summary>
    StoreFull,
}
