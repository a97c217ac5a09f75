namespace Cli.Evaluation;

/// <summary>A folder for what a measurement makes: a named one stays, another is deleted.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly bool _stays;

    private WorkFolder(string path, bool stays) => (Path, _stays) = (path, stays);

    public string Path { get; }

    public static WorkFolder Of(string? named) => named is null
        ? new WorkFolder(Directory.CreateTempSubdirectory("evaluate-").FullName, false)
        : new WorkFolder(Directory.CreateDirectory(named).FullName, true);

    public void Dispose()
    {
        if (!_stays)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }
    }
}
