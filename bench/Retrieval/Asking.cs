using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Retrieval.Stores;

namespace RetrievalBench;

/// <summary>Questions and how long they took.</summary>
internal static class Asking
{
    public const int Limit = 10;

    private static readonly SearchFilter All = new(["d"]);

    public static async Task<List<long>> FindAsync(DocumentStore store, IPassageIndex index, long space, float[] question)
    {
        using var snapshot = store.BeginRead(CancellationToken.None);
        var found = await index.SearchDenseAsync(snapshot, new DenseQuery(space, question, RetrievalUnit.Chunk), All, Limit, CancellationToken.None);
        return [.. found.Hits.Select(hit => hit.Id)];
    }

    /// <summary>Ids of the nearest by 32-bit products with all.</summary>
    public static List<long> Exact(IReadOnlyList<float[]> vectors, float[] question) =>
        [.. vectors.Select((vector, at) => (Id: at + 1L, Score: TensorPrimitives.Dot<float>(vector, question))).OrderByDescending(pair => pair.Score).Take(Limit).Select(pair => pair.Id)];

    /// <summary>One question after the other: questions a CPU second of this process, and wall times.</summary>
    public static async Task<string> RateAsync(IReadOnlyList<float[]> questions, Func<float[], Task<List<long>>> ask, IReadOnlyList<List<long>> exact)
    {
        await ask(questions[0]);
        var (before, times, right) = (Environment.CpuUsage.TotalTime, new List<double>(), 0);
        foreach (var (at, question) in questions.Index())
        {
            var start = Stopwatch.GetTimestamp();
            var found = await ask(question);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            right += at < exact.Count ? found.Intersect(exact[at]).Count() : 0;
        }

        var cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture,
            $"{questions.Count / cpu:0} | {(double)right / (exact.Count * Limit):0.000} | {Percentile(times, 0.5):0.00} | {Percentile(times, 0.99):0.00}");
    }

    /// <summary>Readers beside one writer that replaces documents: wall times of the readers, and how much the writer did.</summary>
    public static async Task<string> TogetherAsync(FilledStore filled, IPassageIndex index, IReadOnlyList<float[]> questions, int readers, TimeSpan duration)
    {
        using var done = new CancellationTokenSource(duration);
        var writes = 0;
        var writer = Task.Run(() =>
        {
            for (; !done.IsCancellationRequested; writes++)
            {
                filled.Replace(writes % 1000);
            }
        });
        var reading = Enumerable.Range(0, readers).Select(reader => Task.Run(async () =>
        {
            var times = new List<double>();
            for (var at = reader; !done.IsCancellationRequested; at++)
            {
                var start = Stopwatch.GetTimestamp();
                await FindAsync(filled.Store, index, filled.Space, questions[at % questions.Count]);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        })).ToList();
        var all = (await Task.WhenAll(reading)).SelectMany(times => times).ToList();
        await writer;
        return string.Create(CultureInfo.InvariantCulture,
            $"{all.Count / duration.TotalSeconds:0} | {Percentile(all, 0.5):0.0} | {Percentile(all, 0.99):0.0} | {writes / duration.TotalSeconds:0.0}");
    }

    private static double Percentile(List<double> times, double share)
    {
        var ordered = times.Order().ToList();
        return ordered[Math.Min(ordered.Count - 1, (int)(share * ordered.Count))];
    }
}
