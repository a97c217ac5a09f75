using System.Numerics.Tensors;
using System.Text.Json;

namespace Retrieval.Stores.Qdrant;

/// <summary>
/// The documents in which a snapshot and the server may differ: those that changed since the older of the two. The server is not asked for them;
/// the snapshot's are scored here, so that a search sees one whole state while another is being written.
/// </summary>
internal sealed class LaggingDocuments(StoreSnapshot snapshot, IReadOnlyCollection<long> numbers)
{
    /// <summary>All that may differ.</summary>
    public IReadOnlyCollection<long> Numbers => numbers;

    /// <summary>Scores those that a filter lets through by words. How rare a word is, is counted among these few in a store of its size: near enough for the moment until the server has them.</summary>
    public void Score(LexicalQuery query, SearchFilter filter, Followed state, Tally tally)
    {
        if (Seen(filter) is not { Count: > 0 } seen)
        {
            return;
        }

        var asked = Terms.OfQuery(query);
        var units = new List<(long Id, Dictionary<uint, double> Words)>();
        foreach (var facts in seen)
        {
            units.AddRange(Words(facts, query.Unit, state));
        }

        var total = (double)(long)snapshot.Connection.Scalar(query.Unit == RetrievalUnit.Chunk ? "SELECT count(*) FROM chunks" : "SELECT count(*) FROM documents", snapshot.Transaction)!;
        var scores = units.ConvertAll(unit => (unit.Id, Score: asked.Where(word => unit.Words.ContainsKey(word.Key)).Sum(word =>
            word.Value * unit.Words[word.Key] * Math.Log(1 + ((total - Holding(units, word.Key) + 0.5) / (Holding(units, word.Key) + 0.5))))));
        foreach (var (id, score) in scores.Where(unit => unit.Score > 0))
        {
            tally.Add(id, score);
        }

        tally.Stand(scores.Select(unit => unit.Score), scores.Count, scores.Count);
    }

    /// <summary>Scores those that a filter lets through, and that have their vectors, by their cosines.</summary>
    public void Score(DenseQuery query, SearchFilter filter, EmbeddingSpace space, Tally tally)
    {
        using var vectors = new StoredVectors(snapshot, space);
        var scores = new List<double>();
        foreach (var facts in Seen(filter).Where(facts => PointWriter.IsEmbedded(snapshot, space, facts.Number)))
        {
            var chunks = Enumerable.Range(0, facts.ChunkCount).Select(at => (Id: facts.FirstChunk + at, Score: Cosine(query, vectors.Of(facts.FirstChunk + at)))).Where(one => one.Score is not null);
            if (query.Unit == RetrievalUnit.Chunk)
            {
                foreach (var (id, score) in chunks)
                {
                    tally.Add(id, score!.Value);
                    scores.Add(score.Value);
                }
            }
            else if (Cosine(query, vectors.Of(-facts.Number)) is { } own)
            {
                var score = (own + (chunks.Max(one => one.Score) ?? own)) / 2;
                tally.Add(facts.Number, score);
                scores.Add(score);
            }
        }

        tally.Stand(scores, scores.Count, scores.Count);
    }

    private static int Holding(List<(long Id, Dictionary<uint, double> Words)> units, uint word) => units.Count(unit => unit.Words.ContainsKey(word));

    private static double? Cosine(DenseQuery query, float[]? vector) => vector is null ? null : TensorPrimitives.Dot(query.Vector.Span, vector);

    private List<DocumentFacts> Seen(SearchFilter filter) => numbers.Count == 0 ? [] : snapshot.Connection.Rows(
        $"SELECT {DocumentRows.FactColumns} FROM documents WHERE number IN (SELECT value FROM json_each($n)) ORDER BY number",
        DocumentRows.ReadFacts, snapshot.Transaction, ("$n", JsonSerializer.Serialize(numbers))).FindAll(filter.Sees);

    private List<(long Id, Dictionary<uint, double> Words)> Words(DocumentFacts facts, RetrievalUnit unit, Followed state) => unit == RetrievalUnit.Chunk
        ? snapshot.Connection.Rows(
            "SELECT id, title_path, text FROM chunks WHERE document = $n",
            row => (row.GetInt64(0), Terms.OfChunk(row.GetString(1), row.GetString(2), state.MeanChunk)), snapshot.Transaction, ("$n", facts.Number))
        : snapshot.Connection.Rows(
            "SELECT title, text, stemming FROM documents WHERE number = $n",
            row => (facts.Number, Terms.OfDocument(row.GetString(0), row.GetString(1), row.GetBoolean(2), facts.Length, state.MeanDocument)), snapshot.Transaction, ("$n", facts.Number));
}
