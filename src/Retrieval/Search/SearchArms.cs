namespace Retrieval.Search;

/// <summary>Which arms of a search rank.</summary>
public enum SearchArms
{
    /// <summary>Words alone.</summary>
    Lexical,

    /// <summary>Vectors alone.</summary>
    Dense,

    /// <summary>Both, fused.</summary>
    Fused,
}
