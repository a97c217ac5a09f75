namespace Retrieval.Stores;

/// <summary>What is ranked.</summary>
public enum RetrievalUnit
{
    /// <summary>Whole documents; ids are <see cref="DocumentFacts.Number"/>.</summary>
    Document,

    /// <summary>Chunks; ids are those of the chunks.</summary>
    Chunk,
}
