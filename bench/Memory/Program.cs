using System.Globalization;
using System.Text;
using Experts.Memory;
using LanguageModels.Sessions;
using Memory;
using Support;
using Support.Worlds;

// dotnet run -c Release --project bench/Memory -- [file for the table]
// How well a memory finds the note of a question that it has never seen, and how long that takes.
NativeTelemetry.Disable();
if (InventedWorld.Find() is not { } world)
{
    Console.Error.WriteLine($"Nothing to measure: {SharedFolder.SkipReason}.");
    return 1;
}

using var folder = new TemporaryFolder();
var table = new StringBuilder();
var notes = Levels.NotesOf(world);
var writer = new NoteMemoryWriter();
var built = Clock.Time(() => notes.ForEach(writer.Add));
var written = Clock.Time(() => writer.Write(folder.Path));
var memory = NoteMemory.Open(folder.Path);
var questions = world.Questions().Where(question => question.Stratum is "S1" or "S2" or "S4").ToList();
var rows = new List<Levels.Row> { Levels.Of("characters", questions, (question, _) => memory.Recall(question.Text, 1)) };

List<string> sample;
await using (var embedder = await Embedder.FindAsync())
{
    sample = await SampleLevels.RowsAsync(embedder);
    if (embedder is not null)
    {
        var index = new MeaningIndex(embedder.Model, "all-minilm-l6-v2", 24, TimeProvider.System);
        await index.UpdateAsync(folder.Path, null, CancellationToken.None);
        memory = NoteMemory.Open(folder.Path);
        var vectors = await embedder.VectorsAsync(questions.ConvertAll(question => question.Text));
        rows.Add(Levels.Of("MiniLM, 24 wordings a fact", questions, (_, at) => memory.RecallByMeaning(vectors[at], 1)));
        rows.Add(Levels.Of("both keys, mean", questions, (question, at) => memory.Recall(question.Text, vectors[at], 1)));
    }
}

table.AppendLine("| key | S1 | S2 | S4 far (nickname / plain) |").AppendLine("|---|---|---|---|");
rows.ForEach(row => table.AppendLine(row.ToString()));
table.AppendLine().AppendLine("| at " + memory.Wordings.ToString("#,0", CultureInfo.InvariantCulture) + " wordings | |").AppendLine("|---|---|");
foreach (var (what, value) in Timing.Of(world, notes, memory, folder.Path, built, written, questions.ConvertAll(question => question.Text)))
{
    table.AppendLine($"| {what} | {value} |");
}

table.AppendLine();
sample.ForEach(row => table.AppendLine(row));
Console.Write(table);
if (args.Length > 0)
{
    File.WriteAllText(args[0], table.ToString());
}

return 0;
