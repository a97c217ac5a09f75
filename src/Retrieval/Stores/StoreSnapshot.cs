using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Retrieval.Stores;

/// <summary>One committed state of the store, held still while it is read; writers go on beside it. Not for several threads at once.</summary>
public sealed class StoreSnapshot : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly CancellationTokenRegistration _interrupt;

    internal StoreSnapshot(SqliteConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        // Disposed before the connection returns to the pool, so the interrupt cannot hit the next user of it.
        _interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        Transaction = connection.BeginTransaction(deferred: true);
        Revision = (long)connection.Scalar("SELECT coalesce(max(revision), 0) FROM changes", Transaction)!;
    }

    /// <summary>Counts the changes of the store; equal for equal states.</summary>
    public long Revision { get; }

    /// <summary>The space of vectors that searches use; null when there is none.</summary>
    public EmbeddingSpace? ActiveSpace => new VectorTables(_connection, Transaction).Spaces().Find(space => space.IsActive);

    internal SqliteConnection Connection => _connection;

    internal SqliteTransaction Transaction { get; }

    /// <summary>Lets the state go.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        Transaction.Dispose();
        _connection.Dispose();
    }
}
