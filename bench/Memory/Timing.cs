using System.Globalization;
using Experts.Memory;
using Support.Worlds;

namespace Memory;

/// <summary>What a memory costs.</summary>
internal static class Timing
{
    private const int Rounds = 5;

    public static IEnumerable<(string What, string Value)> Of(
        InventedWorld world, List<MemoryNote> notes, NoteMemory memory, string folder, TimeSpan built, TimeSpan written, List<string> questions)
    {
        _ = questions.Sum(question => memory.Recall(question, 5).Count); // Warm.
        var recall = Clock.Spread(Enumerable.Range(0, Rounds).SelectMany(_ => questions).Select(question => (Action)(() => memory.Recall(question, 5))));
        yield return ("recall of five notes by characters, median", Milliseconds(recall.Median));
        yield return ("99th percentile", Milliseconds(recall.Tail));
        var live = new LiveMemory(folder, TimeProvider.System);
        _ = live.Now();
        yield return ("looking whether it is still the present one, median", Milliseconds(Clock.Spread(Enumerable.Range(0, 1000).Select(_ => (Action)(() => live.Now()))).Median));
        yield return ("opening", Milliseconds(Clock.Spread(Enumerable.Range(0, Rounds).Select(_ => (Action)(() => NoteMemory.Open(folder)))).Median));
        yield return ($"filling a writer with {notes.Count} groups (cold)", Milliseconds(built.TotalMilliseconds));
        yield return ("writing it, flushed (cold)", Milliseconds(written.TotalMilliseconds));
        var document = notes[0].Sources[0].DocumentId;
        yield return ("withdrawing one document: open, write, and the next reader's load", Milliseconds(Clock.Time(() =>
        {
            var writer = new NoteMemoryWriter(NoteMemory.Open(folder));
            writer.Withdraw(new HashSet<string> { document });
            writer.Write(folder);
            _ = live.Now();
        }).TotalMilliseconds));
        yield return ("file", $"{new DirectoryInfo(folder).EnumerateFiles("*.memory").Single().Length / 1e6:0.00} MB");
        if (new DirectoryInfo(folder).EnumerateFiles("*.vectors").SingleOrDefault() is { } vectors)
        {
            yield return ("vectors beside it", $"{vectors.Length / 1e6:0.00} MB");
        }
    }

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.000} ms");
}
