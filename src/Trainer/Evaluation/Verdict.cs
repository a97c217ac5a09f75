namespace Trainer.Evaluation;

/// <summary>What a comparison with the parent says.</summary>
internal enum Verdict
{
    /// <summary>There is nothing to compare with.</summary>
    First,

    /// <summary>It knows more, or foresees its domain better, and has forgotten nothing that shows.</summary>
    Better,

    /// <summary>No difference is shown.</summary>
    NotBetter,

    /// <summary>It lost answers, or general text became harder to foresee than is allowed.</summary>
    Forgot,
}
