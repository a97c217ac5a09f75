using Trainer.Corpus;

namespace Trainer.Runs;

/// <summary>The run's snapshot of what it learns. Documents that change afterwards change the next run, not this one.</summary>
/// <param name="folder">The run.</param>
/// <param name="services">What it needs.</param>
internal sealed class RunCorpus(RunFolder folder, RunServices services)
{
    /// <summary>Vocabulary where the recipe has no shape of its own.</summary>
    private const int DefaultVocabulary = 2048;

    /// <summary>Builds it, or opens the one that the run's state names.</summary>
    /// <exception cref="InvalidDataException">There is nothing to learn, or a file is damaged; the message says which.</exception>
    public async Task<TrainingCorpus> OpenAsync(RunPlan plan, IProgress<(string What, double Share)>? progress, CancellationToken cancellationToken)
    {
        if (folder.ReadState().Corpus is { } known)
        {
            return TrainingCorpus.Open(folder.CorpusOf(known));
        }

        var settings = new CorpusSettings { Seed = plan.Seed, VocabularySize = plan.Recipe.Shape?.Vocabulary ?? DefaultVocabulary };
        var texts = await Task.Run(() => DomainTexts.Read(services.Documents, plan.Domain), cancellationToken);
        return await new CorpusBuilder(settings).BuildAsync(texts, plan.PairFiles, null, folder.Corpora, progress is null ? null : new Steps(progress), cancellationToken);
    }

    private sealed class Steps(IProgress<(string What, double Share)> progress) : IProgress<CorpusProgress>
    {
        public void Report(CorpusProgress value) => progress.Report((value.Step, value.Done / (double)Math.Max(1, value.Total)));
    }
}
