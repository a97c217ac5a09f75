namespace Trainer.Export;

/// <summary>Scores a row of tokens: place i receives the natural log probability of token i given those before it; place 0 is left as it is.</summary>
/// <param name="tokens">One row, at least two tokens.</param>
/// <param name="logProbabilities">[tokens]</param>
internal delegate void TokenScorer(ReadOnlySpan<int> tokens, Span<float> logProbabilities);
