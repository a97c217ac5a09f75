namespace Experts.Generation;

/// <summary>What the model does next.</summary>
internal enum Step
{
    /// <summary>Nothing to do.</summary>
    None,

    /// <summary>A chunk of the filling sequence's prompt.</summary>
    Prefill,

    /// <summary>One token for every running sequence.</summary>
    Decode,
}
