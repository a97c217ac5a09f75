namespace Protocol.FineTuning;

/// <summary>How a job trains (OpenAI's FineTuneMethod).</summary>
/// <param name="Supervised">Its choices.</param>
public sealed record FineTuningMethod(FineTuningMethod.Choices Supervised)
{
    /// <summary>Always <c>supervised</c>.</summary>
    public string Type => "supervised";

    /// <summary>Choices of the method.</summary>
    /// <param name="Hyperparameters">The same as beside the method.</param>
    public sealed record Choices(FineTuningSettings Hyperparameters);
}
