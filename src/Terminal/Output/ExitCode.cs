namespace Terminal.Output;

/// <summary>What the process tells its caller. Scripts rely on these numbers.</summary>
public static class ExitCode
{
    /// <summary>Done, and nothing wrong was found.</summary>
    public const int Ok = 0;

    /// <summary>The command ran and found something wrong, or did not find what was asked for.</summary>
    public const int Finding = 1;

    /// <summary>The command could not run: wrong usage, wrong configuration, unusable files.</summary>
    public const int CannotRun = 2;
}
