using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.Jobs;

/// <summary>The SQLite file of the jobs, whose troubles come out as one exception.</summary>
internal sealed class JobDatabase
{
    private const int ApplicationId = 0x4777_4A62; // "GwJb"
    private const int SchemaVersion = 1;

    private readonly string _path;
    private readonly OwnedDatabase _database;

    private JobDatabase(string path) => (_path, _database) = (path, new OwnedDatabase(path, ApplicationId, SchemaVersion));

    public static JobDatabase Open(string path)
    {
        var jobs = new JobDatabase(path);
        jobs.Guard(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path);
            jobs._database.Ensure(JobRows.Schema);
            return true;
        });
        return jobs;
    }

    public T Write<T>(Func<SqliteTransaction, T> change) => Guard(() => _database.Write(change));

    public T Read<T>(Func<SqliteTransaction, T> read) => Guard(() => _database.Read(read));

    private T Guard<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new JobStoreException($"The jobs in '{_path}' cannot be used: {problem.Message} Check that this user may write the folder and that the disk is not full.", problem);
        }
    }
}
