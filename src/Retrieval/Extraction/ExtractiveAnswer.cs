namespace Retrieval.Extraction;

/// <summary>Sentences of the passages that answer a question, or the reason why none was chosen.</summary>
/// <param name="Text">The sentences joined by blanks; empty when abstained.</param>
/// <param name="Sentences">The chosen sentences, best first; when abstained, the best candidate for explanation.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1, that the sentences hold the answer.</param>
/// <param name="Abstained">True when the confidence is below the threshold, or there was nothing to choose from.</param>
/// <param name="Reason">The decision in words and numbers, for the record; never a part of the answer.</param>
public sealed record ExtractiveAnswer(
    string Text,
    IReadOnlyList<CitedSentence> Sentences,
    double Confidence,
    bool Abstained,
    string Reason);
