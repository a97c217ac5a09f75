using System.Collections.Frozen;
using System.Text.Json;

namespace Retrieval.Stores.Embedded;

/// <summary>Reads what a state of the store holds into memory: all of it, or what changed since a state that is there.</summary>
internal static class StateReader
{
    /// <summary>A change of more documents than this is read as a whole: that is one pass, and not a look-up each.</summary>
    private const int ManyChanges = 20_000;

    public static IndexState Read(StoreSnapshot snapshot, IndexState known)
    {
        var changed = snapshot.Connection.Rows(
            "SELECT document FROM changes WHERE revision > $r LIMIT $n", row => row.GetInt64(0), snapshot.Transaction, ("$r", known.Catalogue.Revision), ("$n", ManyChanges + 1));
        var space = new VectorTables(snapshot.Connection, snapshot.Transaction).Spaces().Find(one => one.IsActive);
        var isWhole = known.Catalogue.Revision == 0 || changed.Count > ManyChanges;
        var numbers = isWhole ? null : changed.ToHashSet();
        return new IndexState(Catalogue(snapshot, known.Catalogue, numbers), PlainDomains(snapshot), Vectors(snapshot, space, known.Vectors, numbers));
    }

    private static Catalogue Catalogue(StoreSnapshot snapshot, Catalogue known, HashSet<long>? changed)
    {
        if (changed is null)
        {
            return new Catalogue(snapshot.Revision, [.. snapshot.Connection.Rows(
                $"SELECT {DocumentRows.FactColumns} FROM documents ORDER BY number", DocumentRows.ReadFacts, snapshot.Transaction)]);
        }

        var present = snapshot.Connection.Rows(
            $"SELECT {DocumentRows.FactColumns} FROM documents WHERE number IN (SELECT value FROM json_each($n)) ORDER BY number",
            DocumentRows.ReadFacts, snapshot.Transaction, ("$n", JsonSerializer.Serialize(changed)));
        return Embedded.Catalogue.After(known, snapshot.Revision, changed, present);
    }

    private static FrozenSet<string> PlainDomains(StoreSnapshot snapshot) => snapshot.Connection.Rows(
        "SELECT name FROM domains WHERE stemming = 0", row => row.GetString(0), snapshot.Transaction).ToFrozenSet(StringComparer.Ordinal);

    private static VectorSet? Vectors(StoreSnapshot snapshot, EmbeddingSpace? space, VectorSet? known, HashSet<long>? changed)
    {
        if (space is null)
        {
            return null;
        }

        if (changed is null || known?.Space.Id != space.Id)
        {
            return new VectorSet(space, [.. VectorSet.Cut(Retrieval.Vectors.CodeScan.Stride(space.Dimensions), Runs(snapshot, space, "1 ORDER BY document", "[]"))]);
        }

        var present = Runs(snapshot, space, "document IN (SELECT value FROM json_each($n)) ORDER BY document", JsonSerializer.Serialize(changed));
        return known.After(changed, [.. present]);
    }

    private static IEnumerable<VectorRun> Runs(StoreSnapshot snapshot, EmbeddingSpace space, string which, string numbers)
    {
        using var command = snapshot.Connection.Command(
            $"SELECT document, codes FROM {VectorTables.Codes(space.Id)} WHERE {which}", snapshot.Transaction, ("$n", numbers));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return VectorRun.Of(reader.GetInt64(0), (byte[])reader[1], space.Dimensions);
        }
    }
}
