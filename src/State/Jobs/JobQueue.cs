using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.Jobs;

/// <summary>
/// Where trainers get their work. A job is worked on under a lease that its trainer renews; when a trainer is killed, the lease runs out
/// and the next trainer takes the job up again. Every change needs the lease, so that a trainer that was thought dead cannot
/// overwrite what its successor did. Safe for threads and processes.
/// </summary>
public sealed class JobQueue
{
    /// <summary>A job that was taken up this often without an end is given up: it ends every trainer that tries.</summary>
    public const int MostAttempts = 5;

    private readonly JobDatabase _database;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _time;

    private JobQueue(JobDatabase database, TimeSpan lease, TimeProvider time) => (_database, _lease, _time) = (database, lease, time);

    /// <summary>Opens the file, creating it and its tables when missing.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="lease">How long a trainer may be silent before it counts as dead.</param>
    /// <param name="time">Clock; trainers of one file must have about the same time.</param>
    /// <exception cref="JobStoreException">It cannot be used, or is not ours.</exception>
    public static JobQueue Open(string path, TimeSpan lease, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(time);
        return new JobQueue(JobDatabase.Open(path), lease, time);
    }

    /// <summary>Takes up the oldest job that nobody works on; its status is as it was, so that files are checked once.</summary>
    /// <returns>Null when nothing waits.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public JobLease? TryTake() => _database.Write(transaction =>
    {
        while (JobRows.Next(transaction, _time.GetUtcNow()) is { } next)
        {
            if (next.Attempts < MostAttempts)
            {
                return Take(transaction, next);
            }

            End(transaction, next.Id, null, JobStatus.Failed, new JobError("attempts_exhausted", $"{next.Attempts} trainers took the job up and none came to an end; the last one was killed or lost its machine. See the trainer's log.", null));
        }

        return null;
    });

    /// <summary>Says that the trainer lives, and how far it is.</summary>
    /// <returns>False when the lease is lost: the job was cancelled or another trainer has it. The trainer stops then.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool Renew(JobLease lease, JobProgress? progress)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.Write(transaction => transaction.Run(
            "UPDATE jobs SET lease_until = $until, trained_tokens = coalesce($tokens, trained_tokens), estimated_finish = $finish WHERE id = $id AND lease_token = $token",
            ("$id", lease.Job.Id),
            ("$token", lease.Token),
            ("$until", (_time.GetUtcNow() + _lease).ToUnixTimeMilliseconds()),
            ("$tokens", progress?.TrainedTokens),
            ("$finish", progress?.EstimatedFinish?.ToUnixTimeMilliseconds())) > 0);
    }

    /// <summary>Moves the job on: from checked files to the queue's head, from there to running.</summary>
    /// <returns>False when the lease is lost.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool Advance(JobLease lease, JobStatus status, string message) => Change(lease, transaction =>
    {
        transaction.Run("UPDATE jobs SET status = $status WHERE id = $id", ("$id", lease.Job.Id), ("$status", status.ToString()));
        EventRows.Add(transaction, lease.Job.Id, _time.GetUtcNow(), JobEventLevel.Info, message, null);
    });

    /// <summary>Tells something about the job.</summary>
    /// <returns>False when the lease is lost.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool Tell(JobLease lease, JobEventLevel level, string message, string? data) =>
        Change(lease, transaction => EventRows.Add(transaction, lease.Job.Id, _time.GetUtcNow(), level, message, data));

    /// <summary>Notes a checkpoint.</summary>
    /// <returns>False when the lease is lost.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool Checkpoint(JobLease lease, long step, double loss) =>
        Change(lease, transaction => EventRows.AddCheckpoint(transaction, lease.Job.Id, _time.GetUtcNow(), step, loss));

    /// <summary>Gives the job back without an end, such as when the time window closes: it is the next to be taken up, and goes on.</summary>
    /// <returns>False when the lease is lost.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool GiveBack(JobLease lease, string why) => Change(lease, transaction =>
    {
        transaction.Run("UPDATE jobs SET lease_token = NULL, lease_until = NULL, estimated_finish = NULL, attempts = attempts - 1 WHERE id = $id", ("$id", lease.Job.Id));
        EventRows.Add(transaction, lease.Job.Id, _time.GetUtcNow(), JobEventLevel.Info, why, null);
    });

    /// <summary>Ends the job well.</summary>
    /// <param name="lease">The right to.</param>
    /// <param name="model">The model that came out.</param>
    /// <param name="resultFile">Id of the file with the report; null for none.</param>
    /// <param name="trainedTokens">Tokens it was trained on.</param>
    /// <returns>False when the lease is lost.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool Succeed(JobLease lease, string model, string? resultFile, long trainedTokens) => Change(lease, transaction =>
    {
        transaction.Run(
            "UPDATE jobs SET fine_tuned_model = $model, result_file = $file, trained_tokens = $tokens WHERE id = $id",
            ("$id", lease.Job.Id),
            ("$model", model),
            ("$file", resultFile),
            ("$tokens", trainedTokens));
        End(transaction, lease.Job.Id, $"New fine-tuned model created: {model}", JobStatus.Succeeded, null);
    });

    /// <summary>Ends the job with an error.</summary>
    /// <returns>False when the lease is lost.</returns>
    /// <exception cref="JobStoreException">It cannot be written.</exception>
    public bool Fail(JobLease lease, JobError error) => Change(lease, transaction => End(transaction, lease.Job.Id, null, JobStatus.Failed, error));

    private JobLease Take(SqliteTransaction transaction, Job job)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        transaction.Run(
            "UPDATE jobs SET lease_token = $token, lease_until = $until, attempts = attempts + 1 WHERE id = $id",
            ("$id", job.Id),
            ("$token", token),
            ("$until", (_time.GetUtcNow() + _lease).ToUnixTimeMilliseconds()));
        return new JobLease(job with { Attempts = job.Attempts + 1 }, token, job.Status == JobStatus.Running);
    }

    private bool Change(JobLease lease, Action<SqliteTransaction> change)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.Write(transaction =>
        {
            if (transaction.Scalar("SELECT 1 FROM jobs WHERE id = $id AND lease_token = $token", ("$id", lease.Job.Id), ("$token", lease.Token)) is null)
            {
                return false;
            }

            change(transaction);
            return true;
        });
    }

    private void End(SqliteTransaction transaction, string id, string? message, JobStatus status, JobError? error)
    {
        var now = _time.GetUtcNow();
        transaction.Run(
            """
            UPDATE jobs SET status = $status, finished_at = $now, lease_token = NULL, lease_until = NULL, estimated_finish = NULL,
                error_code = $code, error_message = $message, error_parameter = $parameter WHERE id = $id
            """,
            ("$id", id),
            ("$status", status.ToString()),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$code", error?.Code),
            ("$message", error?.Message),
            ("$parameter", error?.Parameter));
        EventRows.Add(transaction, id, now, error is null ? JobEventLevel.Info : JobEventLevel.Error, message ?? error?.Message ?? "The job has ended.", null);
    }
}
