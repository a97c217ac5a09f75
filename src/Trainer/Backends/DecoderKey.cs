using Trainer.Gradients;

namespace Trainer.Backends;

/// <summary>What identifies a graph of a decoder.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns, padding included.</param>
/// <param name="IsPacked">Whether rows hold several documents.</param>
/// <param name="Purpose">What it gives.</param>
/// <param name="Loss">What is learnt; null where nothing is.</param>
internal readonly record struct DecoderKey(int Rows, int Columns, bool IsPacked, DecoderKey.Use Purpose, TokenLoss? Loss)
{
    public enum Use
    {
        Training,
        Scoring,
        Logits,
    }
}
