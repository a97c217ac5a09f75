using System.Text.Json;

namespace Support.Qdrant;

/// <summary>A collection in memory: exact search over named dense vectors (inner product) and sparse ones (with idf over a corpus).</summary>
internal sealed class StoredCollection
{
    private readonly SortedDictionary<ulong, Point> _points = [];

    public void Upsert(JsonElement body)
    {
        foreach (var one in body.GetProperty("points").EnumerateArray())
        {
            var id = one.GetProperty("id").GetUInt64();
            var dense = new Dictionary<string, float[]>();
            var sparse = new Dictionary<string, Dictionary<uint, float>>();
            foreach (var vector in one.GetProperty("vector").EnumerateObject())
            {
                if (vector.Value.ValueKind == JsonValueKind.Array)
                {
                    dense[vector.Name] = [.. vector.Value.EnumerateArray().Select(number => number.GetSingle())];
                }
                else
                {
                    sparse[vector.Name] = Sparse(vector.Value);
                }
            }

            _points[id] = new Point(id, dense, sparse, one.GetProperty("payload").Clone());
        }
    }

    public void Delete(JsonElement body)
    {
        foreach (var point in Where(body.GetProperty("filter")).ToList())
        {
            _points.Remove(point.Id);
        }
    }

    public int Count(JsonElement body) => Where(body.GetProperty("filter")).Count();

    public IEnumerable<object> Scroll(JsonElement body) => Where(body.GetProperty("filter")).Take(body.GetProperty("limit").GetInt32()).Select(point => new { id = point.Id, payload = point.Payload });

    public IEnumerable<object> Query(JsonElement body)
    {
        var (query, name) = (body.GetProperty("query"), body.GetProperty("using").GetString()!);
        var points = Where(body.GetProperty("filter")).ToList();
        var scored = query.ValueKind == JsonValueKind.Array ? Dense(points, name, [.. query.EnumerateArray().Select(number => number.GetSingle())]) : Sparse(points, name, query, body);
        return scored.OrderByDescending(one => one.Score).ThenBy(one => one.Id).Take(body.GetProperty("limit").GetInt32()).Select(one => new { id = one.Id, version = 0, score = one.Score });
    }

    private static IEnumerable<(ulong Id, float Score)> Dense(IEnumerable<Point> points, string name, float[] query) => points
        .Where(point => point.Dense.ContainsKey(name))
        .Select(point => (point.Id, (float)point.Dense[name].Zip(query, (a, b) => (double)a * b).Sum()));

    private IEnumerable<(ulong Id, float Score)> Sparse(List<Point> points, string name, JsonElement query, JsonElement body)
    {
        var corpus = Where(body.GetProperty("params").GetProperty("idf").GetProperty("corpus")).Where(point => point.Sparse.ContainsKey(name)).ToList();
        var weights = Sparse(query).ToDictionary(pair => pair.Key, pair =>
        {
            var holding = corpus.Count(point => point.Sparse[name].ContainsKey(pair.Key));
            return pair.Value * Math.Log(1 + ((corpus.Count - holding + 0.5) / (holding + 0.5)));
        });
        return from point in points
               where point.Sparse.TryGetValue(name, out var words) && words.Keys.Any(weights.ContainsKey)
               select (point.Id, (float)point.Sparse[name].Where(word => weights.ContainsKey(word.Key)).Sum(word => word.Value * weights[word.Key]));
    }

    private IEnumerable<Point> Where(JsonElement filter) =>
        _points.Values.Where(point => PointFilter.Accepts(filter, point.Payload, [.. point.Dense.Keys, .. point.Sparse.Keys]));

    private static Dictionary<uint, float> Sparse(JsonElement vector) => vector.GetProperty("indices").EnumerateArray().Select(place => place.GetUInt32())
        .Zip(vector.GetProperty("values").EnumerateArray().Select(value => value.GetSingle())).ToDictionary(pair => pair.First, pair => pair.Second);

    private sealed record Point(ulong Id, Dictionary<string, float[]> Dense, Dictionary<string, Dictionary<uint, float>> Sparse, JsonElement Payload);
}
