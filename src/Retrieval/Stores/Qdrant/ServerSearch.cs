using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Retrieval.Stores.Qdrant;

/// <summary>One search of a collection, for a snapshot: the server chooses candidates within the filter; cosines are computed from the store's vectors.</summary>
internal sealed class ServerSearch(QdrantClient client, Collections collections, Followed state, StoreSnapshot snapshot, SearchFilter filter, IReadOnlyCollection<long> except)
{
    /// <summary>Units whose scores tell the mean of all: up to this many all of them, above a fixed draw.</summary>
    private const int Sample = 4096;

    private const int Spare = 2;
    private const int LeastCandidates = 64;
    private const int MostCandidates = 16_384;

    /// <summary>Units that hold words. The words' rarity is counted among what the filter lets through.</summary>
    public async Task LexicalAsync(LexicalQuery query, int limit, Tally tally, CancellationToken cancellationToken)
    {
        var words = Terms.OfQuery(query);
        if (words.Count == 0)
        {
            return;
        }

        var seen = Conditions.Of(filter, query.Unit, except);
        var parameters = new JsonObject { ["idf"] = new JsonObject { ["corpus"] = seen.DeepClone() } };
        var asked = (Vector: (JsonNode)PointWriter.Sparse(words), Using: Collections.Words, Parameters: parameters);
        var found = await QueryAsync(asked, seen, Math.Max(limit, Sample), cancellationToken);
        var present = Present(query.Unit, found.Take(limit).Select(hit => hit.Id));
        foreach (var hit in found.Take(limit).Where(hit => present.Contains(hit.Id)))
        {
            tally.Add(hit.Id, hit.Score);
        }

        var units = await collections.CountAsync(state.Collection, seen, cancellationToken);
        await StandAsync(asked, seen, units, found.Count < Sample ? found : null, tally, cancellationToken);
    }

    /// <summary>The nearest chunks.</summary>
    public async Task ChunksAsync(DenseQuery query, EmbeddingSpace space, int limit, Tally tally, CancellationToken cancellationToken)
    {
        using var vectors = new StoredVectors(snapshot, space);
        var (asked, seen) = (Asked(query), Embedded(RetrievalUnit.Chunk, filter));
        var found = await QueryAsync(asked, seen, Math.Max(limit * Spare, LeastCandidates), cancellationToken);
        foreach (var hit in found)
        {
            if (Cosine(query, vectors.Of(hit.Id)) is { } cosine)
            {
                tally.Add(hit.Id, cosine);
            }
        }

        await StandAsync(asked, seen, await collections.CountAsync(state.Collection, seen, cancellationToken), null, tally, cancellationToken);
    }

    /// <summary>
    /// The nearest documents: those whose own vector or whose best chunk is near, more of both until no other can be nearer (a document that is in
    /// neither list is at most as near as the mean of their last ones).
    /// </summary>
    public async Task DocumentsAsync(DenseQuery query, EmbeddingSpace space, int limit, Tally tally, CancellationToken cancellationToken)
    {
        using var vectors = new StoredVectors(snapshot, space);
        var (asked, own, chunks) = (Asked(query), Embedded(RetrievalUnit.Document, filter), Embedded(RetrievalUnit.Chunk, filter));
        var scores = new Dictionary<long, double>();
        for (var depth = Math.Max(limit * Spare, LeastCandidates); ; depth *= 4)
        {
            var nearOwn = await QueryAsync(asked, own, depth, cancellationToken);
            var nearChunks = await QueryAsync(asked, chunks, depth, cancellationToken);
            var candidates = nearOwn.Select(hit => hit.Id).Concat(DocumentsOf(nearChunks.Select(hit => hit.Id)));
            foreach (var document in candidates.Distinct().Where(document => !scores.ContainsKey(document)).ToList())
            {
                if (Score(query, vectors, document) is { } score)
                {
                    scores[document] = score;
                }
            }

            var bound = nearOwn.Count < depth || nearChunks.Count < depth ? double.NegativeInfinity : (nearOwn[^1].Score + nearChunks[^1].Score) / 2;
            var kept = scores.Values.OrderDescending().Take(limit).DefaultIfEmpty(double.NegativeInfinity).Last();
            if (bound <= kept || depth >= MostCandidates)
            {
                break;
            }
        }

        foreach (var (document, score) in scores)
        {
            tally.Add(document, score);
        }

        await StandAsync(query, vectors, own, tally, cancellationToken);
    }

    /// <summary>Documents and chunks come from the same draw, so the best chunk of a drawn document is among the drawn ones.</summary>
    private async Task StandAsync(DenseQuery query, StoredVectors vectors, JsonObject own, Tally tally, CancellationToken cancellationToken)
    {
        var units = await collections.CountAsync(state.Collection, own, cancellationToken);
        var drawn = await QueryAsync(Asked(query), Drawn(own, units), Sample, cancellationToken);
        var scores = drawn.Select(hit => Score(query, vectors, hit.Id)).OfType<double>().ToList();
        tally.Stand(scores, scores.Count, units);
    }

    private async Task StandAsync(
        (JsonNode Vector, string Using, JsonObject Parameters) asked, JsonObject seen, long units, List<Hit>? all, Tally tally, CancellationToken cancellationToken)
    {
        if (all is not null || units == 0)
        {
            tally.Stand((all ?? []).Select(hit => hit.Score), units, units);
            return;
        }

        var drawn = Drawn(seen, units);
        var scores = await QueryAsync(asked, drawn, Sample * Spare, cancellationToken);
        tally.Stand(scores.Select(hit => hit.Score), units <= Sample ? units : await collections.CountAsync(state.Collection, drawn, cancellationToken), units);
    }

    private static JsonObject Drawn(JsonObject seen, long units)
    {
        var drawn = seen.DeepClone().AsObject();
        if (units > Sample)
        {
            drawn["must"]!.AsArray().Add((JsonNode)Conditions.Range(Fields.Draw, "lt", Math.Ceiling(Fields.Lots * (double)Sample / units)));
        }

        return drawn;
    }

    private JsonObject Embedded(RetrievalUnit unit, SearchFilter wanted)
    {
        var seen = Conditions.Of(wanted, unit, except);
        seen["must"]!.AsArray().Add((JsonNode)new JsonObject { ["has_vector"] = Collections.Dense });
        return seen;
    }

    private static (JsonNode Vector, string Using, JsonObject Parameters) Asked(DenseQuery query) => (
        new JsonArray([.. query.Vector.ToArray().Select(number => JsonValue.Create(number))]), Collections.Dense,
        new JsonObject { ["quantization"] = new JsonObject { ["rescore"] = true, ["oversampling"] = 2.0 } });

    private async Task<List<Hit>> QueryAsync((JsonNode Vector, string Using, JsonObject Parameters) asked, JsonObject seen, int limit, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(HttpMethod.Post, Collections.At(state.Collection, "points/query"), new JsonObject
        {
            ["query"] = asked.Vector.DeepClone(),
            ["using"] = asked.Using,
            ["params"] = asked.Parameters.DeepClone(),
            ["filter"] = seen.DeepClone(),
            ["limit"] = limit,
            ["with_payload"] = false,
            ["with_vector"] = false,
        }, cancellationToken);
        return [.. answer.GetProperty("points").EnumerateArray().Select(point => new Hit((long)(point.GetProperty("id").GetUInt64() / 2), point.GetProperty("score").GetDouble()))];
    }

    private double? Score(DenseQuery query, StoredVectors vectors, long document)
    {
        if (Cosine(query, vectors.Of(-document)) is not { } own)
        {
            return null;
        }

        var chunks = snapshot.Connection.Rows("SELECT id FROM chunks WHERE document = $n", row => row.GetInt64(0), snapshot.Transaction, ("$n", document));
        return (own + (chunks.Max(chunk => Cosine(query, vectors.Of(chunk))) ?? own)) / 2;
    }

    private HashSet<long> Present(RetrievalUnit unit, IEnumerable<long> ids) => [.. snapshot.Connection.Rows(
        unit == RetrievalUnit.Chunk ? "SELECT id FROM chunks WHERE id IN (SELECT value FROM json_each($i))" : "SELECT number FROM documents WHERE number IN (SELECT value FROM json_each($i))",
        row => row.GetInt64(0), snapshot.Transaction, ("$i", JsonSerializer.Serialize(ids)))];

    private List<long> DocumentsOf(IEnumerable<long> chunks) => snapshot.Connection.Rows(
        "SELECT DISTINCT document FROM chunks WHERE id IN (SELECT value FROM json_each($i))", row => row.GetInt64(0), snapshot.Transaction, ("$i", JsonSerializer.Serialize(chunks)));

    private static double? Cosine(DenseQuery query, float[]? vector) => vector is null ? null : TensorPrimitives.Dot(query.Vector.Span, vector);
}
