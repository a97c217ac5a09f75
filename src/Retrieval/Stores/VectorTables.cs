using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Retrieval.Vectors;

namespace Retrieval.Stores;

/// <summary>
/// The vectors of documents: for each space a table of vectors (32-bit numbers; the owner is a chunk's id, or a document's number with a
/// minus for the document's own) and one of eight-bit codes, all of a document in one row, which is written once all its vectors are
/// there. Two tables, because an engine reads all codes when it starts but of the vectors only those that it compares exactly.
/// </summary>
internal sealed class VectorTables(SqliteConnection connection, SqliteTransaction transaction)
{
    /// <summary>The space that is being searched, and those that are being filled.</summary>
    public List<EmbeddingSpace> Spaces() => connection.Rows(
        "SELECT id, model, dimensions, active FROM embedding_spaces ORDER BY id",
        row => new EmbeddingSpace(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetBoolean(3)), transaction);

    /// <summary>The space of a model; made when it is new.</summary>
    /// <exception cref="InvalidDataException">The model had vectors of another length before.</exception>
    public EmbeddingSpace Open(string model, int dimensions)
    {
        if (Spaces().Find(space => space.Model == model) is { } known)
        {
            return known.Dimensions == dimensions ? known : throw new InvalidDataException(
                $"expected vectors of {known.Dimensions} numbers from the embedding model '{model}', as before, found {dimensions}; give the changed model another name.");
        }

        var id = (long)connection.Scalar("INSERT INTO embedding_spaces (model, dimensions, active) VALUES ($m, $d, 0) RETURNING id", transaction, ("$m", model), ("$d", dimensions))!;
        connection.Run($"CREATE TABLE {Codes(id)} (document INTEGER PRIMARY KEY, codes BLOB NOT NULL); CREATE TABLE {Vectors(id)} (owner INTEGER PRIMARY KEY, vector BLOB NOT NULL)", transaction);
        return new EmbeddingSpace(id, model, dimensions, false);
    }

    /// <summary>Makes searches use a space, and drops all others.</summary>
    public void Activate(long space)
    {
        foreach (var other in Spaces().Where(other => other.Id != space))
        {
            Drop(other.Id);
        }

        connection.Run("UPDATE embedding_spaces SET active = 1 WHERE id = $s", transaction, ("$s", space));
    }

    /// <summary>Forgets a space with its vectors.</summary>
    public void Drop(long space) =>
        connection.Run($"DROP TABLE {Codes(space)}; DROP TABLE {Vectors(space)}; DELETE FROM embedding_spaces WHERE id = $s", transaction, ("$s", space));

    /// <summary>Numbers of documents whose vectors are not complete in a space, rising.</summary>
    public List<long> Missing(long space, int limit) => connection.Rows(
        $"SELECT number FROM documents d WHERE NOT EXISTS (SELECT 1 FROM {Codes(space)} WHERE document = d.number) ORDER BY number LIMIT $n",
        row => row.GetInt64(0), transaction, ("$n", limit));

    /// <summary>A vector by its owner, else that of another chunk with the same text; null when there is none.</summary>
    public float[]? Find(long space, long owner, byte[]? hash) =>
        (connection.Scalar($"SELECT vector FROM {Vectors(space)} WHERE owner = $o", transaction, ("$o", owner))
        ?? (hash is null ? null : connection.Scalar(
            $"SELECT v.vector FROM chunks c JOIN {Vectors(space)} v ON v.owner = c.id WHERE c.hash = $h LIMIT 1", transaction, ("$h", hash)))) is byte[] bytes ? ToFloats(bytes) : null;

    /// <summary>Writes all vectors of a document, its own first.</summary>
    public void Put(EmbeddingSpace space, long document, IReadOnlyList<(long Owner, float[] Vector)> vectors)
    {
        var size = VectorCode.SizeOf(space.Dimensions);
        var codes = new byte[vectors.Count * size];
        foreach (var (at, (owner, vector)) in vectors.Index())
        {
            if (vector.Length != space.Dimensions)
            {
                throw new InvalidDataException($"expected vectors of {space.Dimensions} numbers from the embedding model '{space.Model}', found {vector.Length}.");
            }

            VectorCode.Write(vector, codes.AsSpan(at * size, size));
            connection.Run($"INSERT OR REPLACE INTO {Vectors(space.Id)} (owner, vector) VALUES ($o, $v)", transaction, ("$o", owner), ("$v", ToBytes(vector)));
        }

        connection.Run($"INSERT OR REPLACE INTO {Codes(space.Id)} (document, codes) VALUES ($d, $c)", transaction, ("$d", document), ("$c", codes));
    }

    /// <summary>Removes all vectors of a document from every space.</summary>
    public void Remove(long document)
    {
        foreach (var space in Spaces())
        {
            connection.Run(
                $"DELETE FROM {Codes(space.Id)} WHERE document = $d; DELETE FROM {Vectors(space.Id)} WHERE owner = -$d OR owner IN (SELECT id FROM chunks WHERE document = $d)",
                transaction, ("$d", document));
        }
    }

    /// <summary>Holds the vectors of a document's chunks while the document is replaced.</summary>
    public KeptVectors Keep(string documentId) => new(connection, transaction, [.. Spaces().SelectMany(space => connection.Rows(
        $"SELECT c.hash, v.vector FROM documents d JOIN chunks c ON c.document = d.number JOIN {Vectors(space.Id)} v ON v.owner = c.id WHERE d.id = $id",
        row => (space.Id, Hash: (byte[])row[0], Vector: (byte[])row[1]), transaction, ("$id", documentId)))]);

    /// <summary>Name of a space's table of codes.</summary>
    internal static string Codes(long space) => $"codes_{space}";

    /// <summary>Name of a space's table of vectors.</summary>
    internal static string Vectors(long space) => $"vectors_{space}";

    /// <summary>A stored vector.</summary>
    internal static float[] ToFloats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    private static byte[] ToBytes(float[] vector) => MemoryMarshal.AsBytes(vector.AsSpan()).ToArray();

    /// <summary>Vectors that wait for the new chunks of their document.</summary>
    internal sealed class KeptVectors(SqliteConnection connection, SqliteTransaction transaction, List<(long Space, byte[] Hash, byte[] Vector)> kept)
    {
        /// <summary>Gives the chunks of the new content the vectors of equal chunks of the old one.</summary>
        public void Restore(long document)
        {
            foreach (var (space, hash, vector) in kept)
            {
                connection.Run(
                    $"INSERT OR IGNORE INTO {Vectors(space)} (owner, vector) SELECT id, $v FROM chunks WHERE document = $d AND hash = $h",
                    transaction, ("$v", vector), ("$d", document), ("$h", hash));
            }
        }
    }
}
