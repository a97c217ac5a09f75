namespace State.VectorStores;

/// <summary>How far a file of a vector store is.</summary>
public enum StoreFileStatus
{
    /// <summary>It waits, or is being read.</summary>
    InProgress,

    /// <summary>Its text can be found.</summary>
    Completed,

    /// <summary>It could not be read.</summary>
    Failed,

    /// <summary>Its batch was cancelled before it was read.</summary>
    Cancelled,
}
