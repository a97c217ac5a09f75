using Trainer.Backends;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>What a stage leaves: all weights, adapters merged and the change scaled; and the adapter by itself where one was trained.</summary>
internal static class StageResult
{
    public static void Write(StageOrder order, ITrainingModel model)
    {
        if (order.Config.Lora is { } lora)
        {
            LoraAdapterFolder.Write(order.Folder.Adapter, model.Parameters, lora, "base");
        }

        using var trained = new ModelTensors(model.Parameters, order.Config.Lora);
        StageWeights.Write(
            order.Folder.Weights,
            order.Start is { } start && order.Config.KeptChange < 1 ? new InterpolatedTensors(start, trained, order.Config.KeptChange) : trained);
    }
}
