using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>Documents as rows, in both directions.</summary>
internal static class DocumentRows
{
    public const string Columns =
        "id, domain, title, path, media_type, date, version, supersedes, content_hash, effective_to, labels, attributes, licence, training, consent";

    public const string FactColumns =
        "number, id, domain, date, effective_to, labels, attributes, first_chunk, chunk_count, length, superseded_from";

    public static Document Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.Date(5),
        row.Text(6),
        row.Text(7),
        row.GetString(8))
    {
        EffectiveTo = row.Date(9),
        Labels = AttributeJson.Labels(row.Text(10)),
        Attributes = AttributeJson.Attributes(row.Text(11)),
        Rights = new DocumentRights(row.Text(12), row.Flag(13), row.Flag(14)),
    };

    public static DocumentFacts ReadFacts(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        row.Date(3),
        row.Date(4),
        AttributeJson.Labels(row.Text(5)),
        AttributeJson.Attributes(row.Text(6)),
        row.GetInt64(7),
        row.GetInt32(8),
        row.GetInt32(9),
        row.Date(10));

    /// <summary>Ids of documents by their numbers; numbers that are gone have none.</summary>
    public static Dictionary<long, string> Ids(StoreSnapshot snapshot, IEnumerable<long> numbers) => snapshot.Connection.Rows(
        "SELECT number, id FROM documents WHERE number IN (SELECT value FROM json_each($n))",
        row => (row.GetInt64(0), row.GetString(1)), snapshot.Transaction, ("$n", JsonSerializer.Serialize(numbers))).ToDictionary();

    /// <summary>Changes with everything of a document that a search or an answer could show.</summary>
    public static byte[] Fingerprint(Document document) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        document.Id, document.ContentHash, document.EffectiveTo.ToColumn(), AttributeJson.ToColumn(document.Labels), AttributeJson.ToColumn(document.Attributes))));
}
