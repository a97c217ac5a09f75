namespace State.VectorStores;

/// <summary>Files that were put into a store together.</summary>
/// <param name="Id"><c>vsfb_</c> and 24 lower-case hexadecimal digits.</param>
/// <param name="StoreId">The store.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="IsCancelled">Whether it was cancelled.</param>
/// <param name="Counts">How far its files are.</param>
public sealed record FileBatch(string Id, string StoreId, DateTimeOffset CreatedAt, bool IsCancelled, FileCounts Counts);
