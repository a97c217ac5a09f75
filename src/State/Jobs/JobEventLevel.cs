namespace State.Jobs;

/// <summary>How grave an event is. The names are stored.</summary>
public enum JobEventLevel
{
    /// <summary>All is well.</summary>
    Info,

    /// <summary>It goes on, but somebody should know.</summary>
    Warn,

    /// <summary>It ended.</summary>
    Error,
}
