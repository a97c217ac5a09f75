using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Retrieval.Stores;

/// <summary>Reads vectors of a space by their owners, one statement for all of a search.</summary>
internal sealed class StoredVectors : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _owner;

    public StoredVectors(StoreSnapshot snapshot, EmbeddingSpace space)
    {
        _command = snapshot.Connection.Command($"SELECT vector FROM {VectorTables.Vectors(space.Id)} WHERE owner = $o", snapshot.Transaction, ("$o", 0L));
        _owner = _command.Parameters[0];
    }

    /// <summary>A chunk's vector by its id, a document's by its number with a minus; null when there is none.</summary>
    public float[]? Of(long owner)
    {
        _owner.Value = owner;
        return _command.ExecuteScalar() is byte[] bytes ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : null;
    }

    public void Dispose() => _command.Dispose();
}
