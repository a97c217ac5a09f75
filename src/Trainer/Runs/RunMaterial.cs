using System.Collections.Immutable;
using Trainer.Corpus;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>What a run's stages learn from: its snapshot, the facts of the run before it, and general texts.</summary>
internal static class RunMaterial
{
    private const int MostGeneralTexts = 20_000;

    /// <summary>Reads it.</summary>
    public static StageMaterial Of(RunPlan plan, RunServices services, TrainingCorpus corpus, NoteFormat format)
    {
        var (now, earlier) = Divide(plan, services, corpus.Pairs);
        return new StageMaterial
        {
            Format = format,
            Seed = plan.Seed,
            Pairs = now,
            EarlierPairs = earlier,
            Documents = [.. CorpusTexts.Of(corpus)],
            GeneralDocuments = plan.GeneralTexts is { } path ? [.. GeneralTexts(path)] : [],
        };
    }

    /// <summary>
    /// Where a run goes on from another, what that one had not learnt, or otherwise, is new; the rest is shown again. Old notes of
    /// changed facts are not among it.
    /// </summary>
    private static (ImmutableArray<NotePair> Now, ImmutableArray<NotePair> Earlier) Divide(RunPlan plan, RunServices services, IReadOnlyList<NotePair> pairs)
    {
        if (plan.Parent is not { } parent || services.Store.Find(parent, plan.Domain) is not { } run)
        {
            return ([.. pairs], []);
        }

        using var before = TrainingCorpus.Open(run.CorpusOf(run.ReadState().Corpus ?? ""));
        var known = before.Pairs.ToDictionary(pair => pair.Group, pair => pair.Note);
        var divided = pairs.ToLookup(pair => known.TryGetValue(pair.Group, out var note) && note == pair.Note);
        if (!divided[false].Any(pair => pair.Note is not null))
        {
            throw new RunException($"Nothing changed since the run '{parent}': all {pairs.Count} facts are those that it learnt. There is nothing to update.");
        }

        return ([.. divided[false]], [.. divided[true]]);
    }

    /// <summary>Paragraphs of one text file, or of all text files of a folder, in the order of their names.</summary>
    private static IEnumerable<StageDocument> GeneralTexts(string path)
    {
        IEnumerable<string> files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
        return files
            .SelectMany(file => File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((text, place) => new StageDocument($"{Path.GetFileName(file)}#{place}", text)))
            .Take(MostGeneralTexts);
    }
}
