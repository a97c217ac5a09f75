using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.Jobs;

/// <summary>Where training jobs are ordered, shown and called off; <see cref="JobQueue"/> is where they are worked on. Safe for threads and processes.</summary>
public sealed class JobStore
{
    private readonly JobDatabase _database;
    private readonly TimeProvider _time;

    private JobStore(JobDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Opens the file, creating it and its tables when missing.</summary>
    /// <exception cref="JobStoreException">It cannot be used, or is not ours.</exception>
    public static JobStore Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        return new JobStore(JobDatabase.Open(path), time);
    }

    /// <summary>Orders a job. One with files begins by their being checked, one with a domain waits at once.</summary>
    /// <param name="draft">What is ordered.</param>
    /// <param name="hasFiles">Whether there are uploaded files to check.</param>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public Job Create(JobDraft draft, bool hasFiles)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var job = new Job("ftjob-" + RandomNumberGenerator.GetHexString(24, lowercase: true), draft, hasFiles ? JobStatus.ValidatingFiles : JobStatus.Queued, Now());
        return _database.Write(transaction =>
        {
            JobRows.Insert(transaction, job);
            EventRows.Add(transaction, job.Id, job.CreatedAt, JobEventLevel.Info, $"Created fine-tuning job: {job.Id}", null);
            return job;
        });
    }

    /// <summary>The job with this id; null when there is none.</summary>
    /// <exception cref="JobStoreException">It cannot be read.</exception>
    public Job? Find(string id) => _database.Read(snapshot => JobRows.Find(snapshot, id));

    /// <summary>The jobs that a query names, newest first.</summary>
    /// <exception cref="JobStoreException">They cannot be read.</exception>
    public IReadOnlyList<Job> List(JobQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.Read(snapshot => JobRows.List(snapshot, query));
    }

    /// <summary>What happened to a job, newest first.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="after">Begins behind the event with this id; null with the newest.</param>
    /// <param name="limit">Most events.</param>
    /// <exception cref="JobStoreException">They cannot be read.</exception>
    public IReadOnlyList<JobEvent> Events(string job, string? after, int limit) => _database.Read(snapshot => EventRows.List(snapshot, job, after, limit));

    /// <summary>Its checkpoints, newest first.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="after">Begins behind the checkpoint with this id; null with the newest.</param>
    /// <param name="limit">Most checkpoints.</param>
    /// <exception cref="JobStoreException">They cannot be read.</exception>
    public IReadOnlyList<JobCheckpoint> Checkpoints(string job, string? after, int limit) => _database.Read(snapshot => EventRows.ListCheckpoints(snapshot, job, after, limit));

    /// <summary>Calls a job off: it is cancelled when this returns, and a trainer that works on it stops at its next renewal.</summary>
    /// <returns>The job as it is now; null when there is none. One that was over before is as it was.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public Job? Cancel(string id) => _database.Write(transaction =>
    {
        if (IsCancelled(transaction, id))
        {
            EventRows.Add(transaction, id, Now(), JobEventLevel.Info, "The job was cancelled.", null);
        }

        return JobRows.Find(transaction, id);
    });

    private bool IsCancelled(SqliteTransaction transaction, string id) => transaction.Run(
        "UPDATE jobs SET status = 'Cancelled', finished_at = $now, lease_token = NULL, lease_until = NULL, estimated_finish = NULL WHERE id = $id AND status IN ('ValidatingFiles', 'Queued', 'Running')",
        ("$id", id),
        ("$now", Now().ToUnixTimeMilliseconds())) > 0;

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
}
