namespace Experts.Generation;

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>The model chose one of the request's end tokens.</summary>
    EndToken,

    /// <summary>The request's number of tokens, or the model's context, was reached.</summary>
    Length,
}
