using Experts.Memory;
using Trainer.Corpus;

namespace Trainer.Runs;

/// <summary>Makes the memory of a run's pairs, apart from any training.</summary>
internal static class RunMemory
{
    /// <summary>Writes it, unless it is there.</summary>
    public static void Write(RunFolder folder, TrainingCorpus corpus)
    {
        if (Directory.Exists(folder.Memory))
        {
            return;
        }

        var writer = new NoteMemoryWriter();
        corpus.Remember(writer);
        if (writer.Notes > 0)
        {
            var unfinished = folder.Memory + ".unfinished";
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            writer.Write(unfinished);
            Directory.Move(unfinished, folder.Memory);
        }
    }
}
