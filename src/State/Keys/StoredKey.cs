using Microsoft.Data.Sqlite;

namespace State.Keys;

/// <summary>One row of the table of keys.</summary>
internal sealed record StoredKey(TokenHash Hash, ApiKey Key)
{
    private const char ListSeparator = '\n';

    private const string Columns =
        "token_hash, id, hint, name, role, models, domains, tenant, created_at, revoked_at, labels";

    /// <summary>All keys, oldest first.</summary>
    public static List<StoredKey> ReadAll(SqliteConnection connection, SqliteTransaction transaction)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT {Columns} FROM api_key ORDER BY created_at, id;";
        using SqliteDataReader reader = command.ExecuteReader();
        var keys = new List<StoredKey>();
        while (reader.Read())
        {
            keys.Add(Read(reader));
        }

        return keys;
    }

    public void Insert(SqliteConnection connection, SqliteTransaction transaction)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"INSERT INTO api_key ({Columns}) VALUES ($hash, $id, $hint, $name, $role, $models, $domains, $tenant, " +
            "$created, $revoked, $labels);";
        command.Parameters.AddWithValue("$hash", Hash.ToBytes());
        command.Parameters.AddWithValue("$id", Key.Id);
        command.Parameters.AddWithValue("$hint", Key.Hint);
        command.Parameters.AddWithValue("$name", Key.Name);
        command.Parameters.AddWithValue("$role", Key.Role.ToString());
        command.Parameters.AddWithValue("$models", string.Join(ListSeparator, Key.Models));
        command.Parameters.AddWithValue("$domains", string.Join(ListSeparator, Key.Domains));
        command.Parameters.AddWithValue("$tenant", (object?)Key.Tenant ?? DBNull.Value);
        command.Parameters.AddWithValue("$created", Key.CreatedAt.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$revoked", (object?)Key.RevokedAt?.ToUnixTimeMilliseconds() ?? DBNull.Value);
        command.Parameters.AddWithValue("$labels", string.Join(ListSeparator, Key.Labels));
        command.ExecuteNonQuery();
    }

    public void MarkRevoked(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset at)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE api_key SET revoked_at = $at WHERE id = $id;";
        command.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$id", Key.Id);
        command.ExecuteNonQuery();
    }

    private static StoredKey Read(SqliteDataReader row)
    {
        string id = row.GetString(1);
        if (!TokenHash.TryRead(row.GetFieldValue<byte[]>(0), out TokenHash hash) ||
            !Enum.TryParse(row.GetString(4), out Role role) ||
            !Enum.IsDefined(role))
        {
            throw new KeyStoreException(
                $"Key {id} cannot be read: expected a hash of 32 bytes and a role of " +
                $"{string.Join(", ", Enum.GetNames<Role>())}. The file was changed by another program; restore it " +
                "from a backup.");
        }

        var key = new ApiKey(
            id, row.GetString(3), role, List(row.GetString(5)), List(row.GetString(6)),
            row.IsDBNull(7) ? null : row.GetString(7),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
            row.IsDBNull(9) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)))
        {
            Hint = row.GetString(2),
            Labels = List(row.GetString(10)),
        };
        return new StoredKey(hash, key);
    }

    private static string[] List(string joined) =>
        joined.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries);
}
