namespace State.Jobs;

/// <summary>How a job stands; OpenAI's statuses. The names are stored.</summary>
public enum JobStatus
{
    /// <summary>Its files are to be checked.</summary>
    ValidatingFiles,

    /// <summary>It waits for a trainer.</summary>
    Queued,

    /// <summary>A trainer works on it, or did when it was killed: then the next one goes on.</summary>
    Running,

    /// <summary>Its expert is registered.</summary>
    Succeeded,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Somebody did not want it any more.</summary>
    Cancelled,
}
