namespace LanguageModels.Rewriting;

/// <summary>How keys and values of past positions are kept.</summary>
public enum CacheFormat
{
    /// <summary>As the graph says; float32 in graphs of ours. Exact.</summary>
    Exact,

    /// <summary>8 bits with a scale for each dimension of a head, a quarter of the memory.</summary>
    Int8,

    /// <summary>4 bits with a scale for each dimension of a head, an eighth of the memory.</summary>
    Int4,
}
