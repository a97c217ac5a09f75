namespace LanguageModels.Graphs;

/// <summary>How the vectors of a text's tokens become one.</summary>
public enum Pooling
{
    /// <summary>The mean over all attended tokens.</summary>
    Mean,

    /// <summary>The vector of the first token.</summary>
    First,
}
