namespace Experts.GenAi;

/// <summary>The GenAI library is missing, does not fit, or refused a call; the message is its own where there is one.</summary>
public sealed class GenAiException : Exception
{
    /// <inheritdoc/>
    public GenAiException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public GenAiException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
