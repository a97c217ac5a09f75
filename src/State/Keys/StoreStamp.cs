namespace State.Keys;

/// <summary>
/// Names one committed state of one file: equal stamps mean equal contents.
/// </summary>
/// <param name="File">Which file: raised each time another file is found under the path; 0 is no file.</param>
/// <param name="Change">SQLite's file change counter (file format, section 1.3.7).</param>
internal readonly record struct StoreStamp(int File, uint Change)
{
    public static StoreStamp Never => default;
}
