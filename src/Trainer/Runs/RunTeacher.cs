using LanguageModels.Importing;
using Trainer.Backends;

namespace Trainer.Runs;

/// <summary>The larger model of a distillation, which is only asked.</summary>
internal sealed class RunTeacher : IDisposable
{
    private RunTeacher(ITrainingModel model) => Model = model;

    /// <summary>The model.</summary>
    public ITrainingModel Model { get; }

    /// <summary>Opens it; null where the plan names none.</summary>
    public static RunTeacher? Open(RunPlan plan, ITrainingBackend backend)
    {
        if (plan.Teacher is not { } source)
        {
            return null;
        }

        using var checkpoint = DecoderCheckpoint.Open(source);
        return new RunTeacher(backend.Create(checkpoint.Architecture, new TrainingOptions { Threads = plan.Threads, Frozen = ["model.", "lm_head."] }, checkpoint.Tensors, plan.Seed));
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
