using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace RetrievalBench;

/// <summary>The same vectors in sqlite-vec's table of 32-bit vectors, asked as its documentation shows.</summary>
internal sealed class SqliteVec : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteVec(string extension, IReadOnlyList<float[]> vectors)
    {
        _connection.Open();
        _connection.EnableExtensions();
        _connection.LoadExtension(extension);
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        command.CommandText = $"CREATE VIRTUAL TABLE v USING vec0(e float[{vectors[0].Length}] distance_metric=cosine)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO v(rowid, e) VALUES ($i, $e)";
        for (var at = 0; at < vectors.Count; at++)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$i", at + 1);
            command.Parameters.AddWithValue("$e", MemoryMarshal.AsBytes(vectors[at].AsSpan()).ToArray());
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public List<long> Find(float[] question, int limit)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM v WHERE e MATCH $q AND k = $k ORDER BY distance";
        command.Parameters.AddWithValue("$q", MemoryMarshal.AsBytes(question.AsSpan()).ToArray());
        command.Parameters.AddWithValue("$k", limit);
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read())
        {
            found.Add(reader.GetInt64(0));
        }

        return found;
    }

    public void Dispose() => _connection.Dispose();
}
