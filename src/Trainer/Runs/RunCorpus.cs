using Trainer.Corpus;

namespace Trainer.Runs;

/// <summary>The run's snapshot of what it learns. Documents that change afterwards change the next run, not this one.</summary>
/// <param name="folder">The run.</param>
/// <param name="services">What it needs.</param>
internal sealed class RunCorpus(RunFolder folder, RunServices services)
{
    public Task<TrainingCorpus> OpenAsync(RunPlan plan, IProgress<(string What, double Share)>? progress, CancellationToken cancellationToken) => throw new NotImplementedException($"{folder}{services}{plan}{progress}{cancellationToken}");
}
