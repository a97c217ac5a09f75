namespace Experts.Sampling;

/// <summary>Which tokens may come next in one answer, such as those that keep it valid JSON. One instance per answer; not thread-safe.</summary>
public interface ITokenConstraint
{
    /// <summary>Sets the logits of forbidden tokens to negative infinity; at least one token stays allowed.</summary>
    /// <param name="logits">[vocabulary]</param>
    void Apply(Span<float> logits);

    /// <summary>Moves on by the chosen token, which <see cref="Apply"/> allowed.</summary>
    void Accept(int token);
}
