namespace Gateway.LocalModels;

/// <summary>What runs language models in this process.</summary>
internal enum ExpertEngine
{
    /// <summary>The gateway's own engine on ONNX Runtime: many answers at once.</summary>
    Onnx,

    /// <summary>The ONNX Runtime GenAI library, one answer at a time.</summary>
    GenAi,
}
