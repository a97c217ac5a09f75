using Experts.Registry;
using LanguageModels.Graphs;

namespace Trainer.Export;

/// <summary>From trained weights to a verified expert: merge, quantise, compare with the weights, write the folder. One order at a time a registry draft.</summary>
/// <param name="registry">Where the expert will be registered.</param>
/// <param name="time">Clock.</param>
internal sealed class ExpertExport(ExpertRegistry registry, TimeProvider time)
{
    /// <summary>Writes and verifies an expert.</summary>
    /// <exception cref="ArgumentException">The name is no name of an expert, or the probe is empty.</exception>
    /// <exception cref="ExportException">The weights do not fit the architecture, or too much was lost.</exception>
    public async Task<PreparedExpert> PrepareAsync(ExportOrder order, IProgress<ExportProgress>? progress, CancellationToken cancellationToken)
    {
        ExpertRegistry.CheckName(order.Name);
        ArgumentOutOfRangeException.ThrowIfZero(order.Probe.Rows.Length);
        var draft = registry.Begin();
        try
        {
            ExportedFolder.WriteModel(draft.Folder, order, order.Precision, Stage("weights", progress, cancellationToken));
            var check = await VerifyAsync(draft.Folder, order, progress, cancellationToken);
            ExportedFolder.CopyMemory(draft.Folder, order);
            return new PreparedExpert(registry, draft, order, check);
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>The float32 model lies in a draft of its own, on the same disk, and is gone afterwards.</summary>
    private async Task<ExportCheck> VerifyAsync(string folder, ExportOrder order, IProgress<ExportProgress>? progress, CancellationToken cancellationToken)
    {
        if (order.Precision == Precision.Float32)
        {
            return await Verification.RunAsync(folder, folder, order, time, cancellationToken);
        }

        using var reference = registry.Begin();
        ExportedFolder.WriteModel(reference.Folder, order, Precision.Float32, Stage("verification", progress, cancellationToken));
        return await Verification.RunAsync(folder, reference.Folder, order, time, cancellationToken);
    }

    private static CancellableStage Stage(string name, IProgress<ExportProgress>? progress, CancellationToken cancellationToken) => new(name, progress, cancellationToken);

    /// <summary>A stage's shares, which also end it when it is cancelled.</summary>
    private sealed class CancellableStage(string name, IProgress<ExportProgress>? progress, CancellationToken cancellationToken) : IProgress<double>
    {
        public void Report(double value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new ExportProgress(name, value));
        }
    }
}
