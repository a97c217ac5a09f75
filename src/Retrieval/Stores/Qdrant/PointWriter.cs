using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Retrieval.Stores.Qdrant;

/// <summary>Writes documents of a snapshot as points: one for the document and one for each chunk.</summary>
internal sealed class PointWriter(StoreSnapshot snapshot, EmbeddingSpace? space, Followed state)
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private Utf8JsonWriter? _json;

    /// <summary>Points that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the points of a document.</summary>
    public void Add(DocumentFacts facts)
    {
        if (_json is null)
        {
            _body.ResetWrittenCount();
            _json = new Utf8JsonWriter(_body);
            _json.WriteStartObject();
            _json.WriteStartArray("points");
        }

        var (title, text, stemming) = snapshot.Connection.Rows(
            "SELECT title, text, stemming FROM documents WHERE number = $n", row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)), snapshot.Transaction, ("$n", facts.Number)).Single();
        using var vectors = space is null ? null : new StoredVectors(snapshot, space);
        var isEmbedded = space is not null && IsEmbedded(snapshot, space, facts.Number);
        Write(facts, RetrievalUnit.Document, facts.Number, isEmbedded ? vectors?.Of(-facts.Number) : null, Terms.OfDocument(title, text, stemming, facts.Length, state.MeanDocument));
        foreach (var (id, path, chunk) in snapshot.Connection.Rows(
            "SELECT id, title_path, text FROM chunks WHERE document = $n ORDER BY id", row => (row.GetInt64(0), row.GetString(1), row.GetString(2)), snapshot.Transaction, ("$n", facts.Number)))
        {
            Write(facts, RetrievalUnit.Chunk, id, isEmbedded ? vectors?.Of(id) : null, Terms.OfChunk(path, chunk, state.MeanChunk));
        }
    }

    /// <summary>The body of a request with all that waits.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        _json!.WriteEndArray();
        _json.WriteEndObject();
        _json.Dispose();
        (_json, Count) = (null, 0);
        return _body.WrittenMemory;
    }

    /// <summary>Whether all vectors of a document are there.</summary>
    public static bool IsEmbedded(StoreSnapshot snapshot, EmbeddingSpace space, long document) =>
        snapshot.Connection.Scalar($"SELECT 1 FROM {VectorTables.Codes(space.Id)} WHERE document = $d", snapshot.Transaction, ("$d", document)) is not null;

    private void Write(DocumentFacts facts, RetrievalUnit unit, long id, float[]? vector, Dictionary<uint, double> words)
    {
        var json = _json!;
        json.WriteStartObject();
        json.WriteNumber("id", Fields.IdOf(unit, id));
        json.WriteStartObject("vector");
        if (vector is not null)
        {
            json.WriteStartArray(Collections.Dense);
            foreach (var number in vector)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        json.WritePropertyName(Collections.Words);
        Sparse(words).WriteTo(json);
        json.WriteEndObject();
        json.WritePropertyName("payload");
        Fields.Of(facts, unit).WriteTo(json);
        json.WriteEndObject();
        Count++;
    }

    public static JsonObject Sparse(Dictionary<uint, double> words)
    {
        var ordered = words.OrderBy(pair => pair.Key).ToList();
        return new JsonObject
        {
            ["indices"] = new JsonArray([.. ordered.Select(pair => JsonValue.Create(pair.Key))]),
            ["values"] = new JsonArray([.. ordered.Select(pair => JsonValue.Create((float)pair.Value))]),
        };
    }
}
