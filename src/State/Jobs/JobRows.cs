using System.Text.Json;
using Microsoft.Data.Sqlite;
using State.Databases;
using State.Files;

namespace State.Jobs;

/// <summary>The table of jobs.</summary>
internal static class JobRows
{
    public const string Schema = """
        CREATE TABLE jobs (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key_id TEXT NOT NULL, tenant TEXT, model TEXT NOT NULL, expert TEXT NOT NULL,
            training_file TEXT NOT NULL, validation_file TEXT, suffix TEXT, seed INTEGER NOT NULL, epochs INTEGER, batch_size INTEGER, rate_multiplier REAL,
            metadata TEXT NOT NULL, status TEXT NOT NULL, created_at INTEGER NOT NULL, finished_at INTEGER, trained_tokens INTEGER, estimated_finish INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0, fine_tuned_model TEXT, result_file TEXT, error_code TEXT, error_message TEXT, error_parameter TEXT,
            lease_token TEXT, lease_until INTEGER) STRICT;
        CREATE INDEX jobs_waiting ON jobs(status, seq) WHERE status IN ('ValidatingFiles', 'Queued', 'Running');
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL REFERENCES jobs(id), at INTEGER NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL, data TEXT) STRICT;
        CREATE INDEX events_job ON events(job, seq);
        CREATE TABLE checkpoints (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL REFERENCES jobs(id), at INTEGER NOT NULL, step INTEGER NOT NULL, loss REAL NOT NULL, UNIQUE (job, step)) STRICT;
        """;

    private const string Columns =
        "id, key_id, tenant, model, expert, training_file, validation_file, suffix, seed, epochs, batch_size, rate_multiplier, metadata, status, created_at, finished_at, "
        + "trained_tokens, estimated_finish, attempts, fine_tuned_model, result_file, error_code, error_message, error_parameter";

    public static void Insert(SqliteTransaction transaction, Job job) => transaction.Run(
        """
        INSERT INTO jobs (id, key_id, tenant, model, expert, training_file, validation_file, suffix, seed, epochs, batch_size, rate_multiplier, metadata, status, created_at)
        VALUES ($id, $key, $tenant, $model, $expert, $training, $validation, $suffix, $seed, $epochs, $batch, $rate, $metadata, $status, $created)
        """,
        ("$id", job.Id),
        ("$key", job.Draft.Owner.KeyId),
        ("$tenant", job.Draft.Owner.Tenant),
        ("$model", job.Draft.Model),
        ("$expert", job.Draft.Expert),
        ("$training", job.Draft.TrainingFile),
        ("$validation", job.Draft.ValidationFile),
        ("$suffix", job.Draft.Suffix),
        ("$seed", job.Draft.Seed),
        ("$epochs", job.Draft.Settings.Epochs),
        ("$batch", job.Draft.Settings.BatchSize),
        ("$rate", job.Draft.Settings.RateMultiplier),
        ("$metadata", JsonSerializer.Serialize(job.Draft.Metadata)),
        ("$status", job.Status.ToString()),
        ("$created", job.CreatedAt.ToUnixTimeMilliseconds()));

    public static Job? Find(SqliteTransaction snapshot, string id) => snapshot.Rows($"SELECT {Columns} FROM jobs WHERE id = $id", Read, ("$id", id)).SingleOrDefault();

    /// <summary>Newest first. A filter by notes compares one note at a time by its JSON path.</summary>
    public static List<Job> List(SqliteTransaction snapshot, JobQuery query) => snapshot.Rows(
        $"""
        SELECT {Columns} FROM jobs
        WHERE tenant IS $tenant AND ($after IS NULL OR seq < (SELECT seq FROM jobs WHERE id = $after))
          AND ($metadata IS NULL OR ($metadata = json_object() AND metadata = json_object())
            OR ($metadata != json_object() AND NOT EXISTS (
              SELECT 1 FROM json_each($metadata) wanted WHERE NOT EXISTS (SELECT 1 FROM json_each(jobs.metadata) found WHERE found.key = wanted.key AND found.value = wanted.value))))
        ORDER BY seq DESC LIMIT $limit
        """,
        Read,
        ("$tenant", query.Tenant),
        ("$after", query.After),
        ("$metadata", query.Metadata is null ? null : JsonSerializer.Serialize(query.Metadata)),
        ("$limit", query.Limit));

    /// <summary>The oldest job that nobody works on.</summary>
    public static Job? Next(SqliteTransaction transaction, DateTimeOffset now) => transaction.Rows(
        $"""
        SELECT {Columns} FROM jobs
        WHERE status IN ('ValidatingFiles', 'Queued', 'Running') AND (lease_until IS NULL OR lease_until <= $now)
        ORDER BY seq LIMIT 1
        """,
        Read,
        ("$now", now.ToUnixTimeMilliseconds())).SingleOrDefault();

    public static Job Read(SqliteDataReader row)
    {
        var draft = new JobDraft
        {
            Owner = new FileOwner(row.GetString(1), row.Text(2)),
            Model = row.GetString(3),
            Expert = row.GetString(4),
            TrainingFile = row.GetString(5),
            ValidationFile = row.Text(6),
            Suffix = row.Text(7),
            Seed = row.GetInt64(8),
            Settings = new JobSettings(row.IsDBNull(9) ? null : row.GetInt32(9), row.IsDBNull(10) ? null : row.GetInt32(10), row.IsDBNull(11) ? null : row.GetDouble(11)),
            Metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(12)) ?? [],
        };
        return new Job(row.GetString(0), draft, Enum.Parse<JobStatus>(row.GetString(13)), row.Time(14))
        {
            FinishedAt = row.OptionalTime(15),
            Progress = row.IsDBNull(16) ? null : new JobProgress(row.GetInt64(16), row.OptionalTime(17)),
            Attempts = row.GetInt32(18),
            Model = row.Text(19),
            ResultFile = row.Text(20),
            Error = row.Text(21) is { } code ? new JobError(code, row.Text(22) ?? "", row.Text(23)) : null,
        };
    }
}
