namespace Trainer.Runs;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>Asked for, not begun.</summary>
    Planned,

    /// <summary>A process works on it, or was killed while it did.</summary>
    Running,

    /// <summary>Stopped on request; it can be resumed.</summary>
    Stopped,

    /// <summary>Ended by a problem; when that is solved it can be resumed.</summary>
    Failed,

    /// <summary>The expert is registered.</summary>
    Finished,
}
