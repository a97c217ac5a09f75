namespace Trainer.Backends;

/// <summary>How PEFT names the two matrices of an adapter.</summary>
internal static class LoraNames
{
    public const string First = ".lora_A.weight", Second = ".lora_B.weight", Prefix = "base_model.model.";
}
