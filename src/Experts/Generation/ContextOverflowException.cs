namespace Experts.Generation;

/// <summary>The prompt does not fit the model's context.</summary>
public sealed class ContextOverflowException(int promptTokens, int contextLength)
    : Exception($"The prompt has {promptTokens} tokens; the model's context holds {contextLength}, the answer included.")
{
    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokens => promptTokens;

    /// <summary>Most tokens of prompt and answer together.</summary>
    public int ContextLength => contextLength;
}
