using System.Globalization;
using Microsoft.Data.Sqlite;
using State.Databases;

namespace State.Jobs;

/// <summary>The tables of what happened to jobs.</summary>
internal static class EventRows
{
    private const string EventPrefix = "ftevent-", CheckpointPrefix = "ftckpt-";
    private const int LongestMessage = 1_000;

    public static bool Add(SqliteTransaction transaction, string job, DateTimeOffset at, JobEventLevel level, string message, string? data) => transaction.Run(
        "INSERT INTO events (job, at, level, message, data) VALUES ($job, $at, $level, $message, $data)",
        ("$job", job),
        ("$at", at.ToUnixTimeMilliseconds()),
        ("$level", level.ToString()),
        ("$message", message.Length <= LongestMessage ? message : message[..LongestMessage] + "…"),
        ("$data", data)) > 0;

    /// <summary>A resumed job passes its checkpoints again; each step is kept once, as it was last.</summary>
    public static bool AddCheckpoint(SqliteTransaction transaction, string job, DateTimeOffset at, long step, double loss) => transaction.Run(
        "INSERT INTO checkpoints (job, at, step, loss) VALUES ($job, $at, $step, $loss) ON CONFLICT (job, step) DO UPDATE SET at = $at, loss = $loss",
        ("$job", job),
        ("$at", at.ToUnixTimeMilliseconds()),
        ("$step", step),
        ("$loss", loss)) > 0;

    /// <summary>Newest first.</summary>
    public static List<JobEvent> List(SqliteTransaction snapshot, string job, string? after, int limit) => snapshot.Rows(
        "SELECT seq, at, level, message, data FROM events WHERE job = $job AND ($after IS NULL OR seq < $after) ORDER BY seq DESC LIMIT $limit",
        row => new JobEvent(IdOf(EventPrefix, row.GetInt64(0)), row.Time(1), Enum.Parse<JobEventLevel>(row.GetString(2)), row.GetString(3), row.Text(4)),
        ("$job", job),
        ("$after", NumberOf(EventPrefix, after)),
        ("$limit", limit));

    /// <summary>Newest first.</summary>
    public static List<JobCheckpoint> ListCheckpoints(SqliteTransaction snapshot, string job, string? after, int limit) => snapshot.Rows(
        "SELECT seq, at, step, loss FROM checkpoints WHERE job = $job AND ($after IS NULL OR seq < $after) ORDER BY seq DESC LIMIT $limit",
        row => new JobCheckpoint(IdOf(CheckpointPrefix, row.GetInt64(0)), row.Time(1), row.GetInt64(2), row.GetDouble(3)),
        ("$job", job),
        ("$after", NumberOf(CheckpointPrefix, after)),
        ("$limit", limit));

    private static string IdOf(string prefix, long number) => prefix + number.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Null for no id; 0, behind which nothing lies, for one that is none.</summary>
    private static long? NumberOf(string prefix, string? id) => id is null
        ? null
        : id.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(id.AsSpan(prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
