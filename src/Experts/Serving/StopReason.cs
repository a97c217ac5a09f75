namespace Experts.Serving;

/// <summary>Why an answer ended.</summary>
public enum StopReason
{
    /// <summary>The model ended it, or a stop text was met.</summary>
    Stop,

    /// <summary>The model ended it after it called tools.</summary>
    ToolCalls,

    /// <summary>The limit of tokens, or the context, was reached.</summary>
    Length,
}
