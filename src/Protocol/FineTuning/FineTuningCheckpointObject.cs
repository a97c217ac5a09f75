using System.Text.Json.Serialization;

namespace Protocol.FineTuning;

/// <summary>A state that a job can be resumed from (OpenAI's FineTuningJobCheckpoint).</summary>
/// <param name="Id"><c>ftckpt-...</c>.</param>
/// <param name="CreatedAt">Seconds since 1970.</param>
/// <param name="FineTuningJobId">Its job.</param>
/// <param name="FineTunedModelCheckpoint">The model that comes out of the job; a checkpoint itself cannot be asked.</param>
/// <param name="StepNumber">Steps done.</param>
/// <param name="Metrics">Figures of the step.</param>
public sealed record FineTuningCheckpointObject(
    [property: JsonPropertyOrder(-1)] string Id, long CreatedAt, string FineTuningJobId, string FineTunedModelCheckpoint, long StepNumber, FineTuningCheckpointObject.Figures Metrics)
{
    /// <summary>Always <c>fine_tuning.job.checkpoint</c>.</summary>
    [JsonPropertyOrder(-2)]
    public string Object => "fine_tuning.job.checkpoint";

    /// <summary>Figures of a step.</summary>
    /// <param name="Step">Steps done.</param>
    /// <param name="TrainLoss">Smoothed, nats a token.</param>
    public sealed record Figures(long Step, double TrainLoss);
}
