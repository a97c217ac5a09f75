namespace State.VectorStores;

/// <summary>Which files of a store to list.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Limit">Most files, at least 1.</param>
public sealed record StoreFileQuery(string StoreId, int Limit)
{
    /// <summary>Files of this batch alone; null for all.</summary>
    public string? BatchId { get; init; }

    /// <summary>Files of this status alone; null for all.</summary>
    public StoreFileStatus? Status { get; init; }

    /// <summary>Oldest first; otherwise newest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Begins behind this file; null for the first. An unknown id gives an empty list.</summary>
    public string? After { get; init; }

    /// <summary>Ends before this file; null for no end. An unknown id gives an empty list.</summary>
    public string? Before { get; init; }
}
