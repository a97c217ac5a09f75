namespace State.VectorStores;

/// <summary>How many files of a store or batch are how far.</summary>
/// <param name="InProgress">Waiting, or being read.</param>
/// <param name="Completed">Can be found.</param>
/// <param name="Failed">Could not be read.</param>
/// <param name="Cancelled">Cancelled before they were read.</param>
/// <param name="UsageBytes">Bytes of all of them.</param>
public readonly record struct FileCounts(int InProgress, int Completed, int Failed, int Cancelled, long UsageBytes)
{
    /// <summary>All of them.</summary>
    public int Total => InProgress + Completed + Failed + Cancelled;
}
