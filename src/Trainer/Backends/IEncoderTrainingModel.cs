namespace Trainer.Backends;

/// <summary>An encoder in training. One thread at a time; with one computing thread the same calls give the same bits.</summary>
public interface IEncoderTrainingModel : IDisposable
{
    /// <summary>The tensors, shared with the computation.</summary>
    ParameterSet Parameters { get; }

    /// <summary>
    /// In-batch contrastive loss (InfoNCE, arXiv 1807.03748): each left text against all right texts, by cosine over temperature.
    /// Adds the gradient of <paramref name="scale"/> times the mean over the pairs.
    /// </summary>
    /// <param name="left">A text for each pair.</param>
    /// <param name="right">The text that belongs to it, in the same order.</param>
    /// <param name="loss">Temperature and direction.</param>
    /// <param name="scale">1, or 1 / accumulated batches.</param>
    /// <returns>The loss summed over the pairs, and their number.</returns>
    BatchLoss AccumulatePairs(TextBatch left, TextBatch right, ContrastiveLoss loss, double scale);

    /// <summary>
    /// Start and end of an answer (arXiv 1810.04805, section 4.2) by the two rows of <c>qa_outputs</c>. Adds the gradient of
    /// <paramref name="scale"/> times the mean over the texts of the two cross-entropies' mean.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <param name="spans">First and last token of each answer.</param>
    /// <param name="scale">1, or 1 / accumulated batches.</param>
    /// <returns>The loss summed over the texts, and their number.</returns>
    BatchLoss AccumulateSpans(TextBatch texts, ReadOnlySpan<(int Start, int End)> spans, double scale);

    /// <summary>Forward only: the vector of each text, pooled and normalised as the architecture says.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="vectors">[texts, hidden]</param>
    void Embed(TextBatch texts, Span<float> vectors);
}
