namespace Trainer.Backends;

/// <summary>What identifies a graph of an encoder.</summary>
/// <param name="Rows">Texts, or pairs of texts.</param>
/// <param name="Columns">Columns, padding included.</param>
/// <param name="Purpose">What it gives.</param>
/// <param name="Pairs">How pairs are compared, where they are.</param>
internal readonly record struct EncoderKey(int Rows, int Columns, EncoderKey.Use Purpose, ContrastiveLoss Pairs)
{
    public enum Use
    {
        Pairs,
        Spans,
        Vectors,
    }
}
