using System.Diagnostics;
using Retrieval.Stores.Embedded;
using RetrievalBench;

// dotnet run -c Release --project bench/Retrieval -- <folder of 'Cli evaluate retrieval --work'> <vec0.so or -> [chunks ...]
const int questionCount = 300, exactCount = 50;
var source = RealVectors.Read(args[0]);
int[] sizes = args.Length > 2 ? [.. args[2..].Select(int.Parse)] : [50_000, 1_000_000];
Console.WriteLine($"{source.Real} real vectors of {source.Dimensions}, the rest noisy copies; {Environment.ProcessorCount} cores, .NET {Environment.Version}");
foreach (var size in sizes)
{
    var work = Directory.CreateTempSubdirectory("retrieval-bench-");
    try
    {
        var start = Stopwatch.GetTimestamp();
        var filled = FilledStore.Make(Path.Combine(work.FullName, "bench.db"), source, size);
        Console.WriteLine($"\n{size} chunks, written in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        var questions = Enumerable.Range(0, questionCount).Select(_ => source.Question()).ToList();
        var exact = questions.Take(size > 100_000 ? 10 : exactCount).Select(question => Asking.Exact(filled.Vectors, question)).ToList();
        if (size > 100_000)
        {
            filled.Vectors.Clear();
        }

        GC.Collect();
        var before = GC.GetTotalMemory(true);
        start = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await using var index = new EmbeddedIndex(filled.Store);
        await index.CatchUpAsync(CancellationToken.None);
        Console.WriteLine(
            $"opened in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s ({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.00} CPU s), {(GC.GetTotalMemory(true) - before) / 1e6:0} MB");
        Console.WriteLine("| engine | queries a CPU second | recall@10 | p50 ms | p99 ms |\n|---|---|---|---|---|");
        Console.WriteLine($"| embedded | {await Asking.RateAsync(questions, question => Asking.FindAsync(filled.Store, index, filled.Space, question), exact)} |");
        if (args[1] != "-" && size <= 100_000)
        {
            using var peer = new SqliteVec(args[1], filled.Vectors);
            Console.WriteLine($"| sqlite-vec float | {await Asking.RateAsync(questions.Take(100).ToList(), question => Task.FromResult(peer.Find(question, Asking.Limit)), exact)} |");
        }

        Console.WriteLine("| readers beside a writer | queries/s | p50 ms | p99 ms | documents replaced/s |\n|---|---|---|---|---|");
        Console.WriteLine($"| 8 | {await Asking.TogetherAsync(filled, index, questions, 8, TimeSpan.FromSeconds(10))} |");
    }
    finally
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        work.Delete(recursive: true);
    }
}
