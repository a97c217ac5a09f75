namespace State.Locations;

/// <summary>
/// The folder in which one installation keeps everything it must not lose, and the names inside it. The gateway
/// and the command line agree on the place by resolving it here and nowhere else.
/// </summary>
/// <param name="Root">Absolute path of the folder; it need not exist yet.</param>
public sealed record DataFolder(string Root)
{
    /// <summary>The environment variable that names the folder when neither an option nor a setting does.</summary>
    public const string EnvironmentVariable = "Gateway__DataFolder";

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The SQLite file that holds the keys.</summary>
    public string StateDatabase => Path.Combine(Root, "state.db");

    /// <summary>The SQLite file that holds the ingested documents and their index.</summary>
    public string RetrievalDatabase => Path.Combine(Root, "retrieval.db");

    /// <summary>The folder of the audit log.</summary>
    public string AuditFolder => Path.Combine(Root, "audit");

    /// <summary>The folder of the files that clients uploaded.</summary>
    public string FilesFolder => Path.Combine(Root, "files");

    /// <summary>The SQLite file that says which vector stores there are and what is in them.</summary>
    public string VectorStoreDatabase => Path.Combine(Root, "vector-stores.db");

    /// <summary>The SQLite file of the training jobs.</summary>
    public string JobsDatabase => Path.Combine(Root, "jobs.db");

    /// <summary>The folder of the experts: models that answer in the gateway's own process.</summary>
    public string RegistryFolder => Path.Combine(Root, "registry");

    /// <summary>The folder of the training runs, one folder for each domain.</summary>
    public string TrainingFolder => Path.Combine(Root, "training");

    /// <summary>
    /// Decides which folder this process uses: <paramref name="configured"/>, else the environment variable
    /// <see cref="EnvironmentVariable"/>, else <c>data</c>. A relative value is taken from the installation's
    /// root, never from the working folder, so that the same command means the same folder wherever it is typed.
    /// </summary>
    /// <param name="configured">An option or a setting; null or blank means "not said".</param>
    public static DataFolder Resolve(string? configured) =>
        Resolve(configured, Environment.GetEnvironmentVariable(EnvironmentVariable), Installation.FindRoot());

    internal static DataFolder Resolve(string? configured, string? environment, string installationRoot)
    {
        string chosen = FirstSaid(configured, environment) ?? "data";
        return new DataFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(chosen, installationRoot)));
    }

    /// <summary>
    /// Creates the folder when it is missing, readable by its owner alone where the system knows owners. A folder
    /// that exists keeps its permissions: a mounted volume may need others.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be created; the message says which, why, and how to choose
    /// another.</exception>
    public void Create()
    {
        try
        {
            CreateOwned();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder '{Root}' cannot be created: {problem.Message} Choose a folder that this user may " +
                $"write, with --data (command line) or {EnvironmentVariable} (environment).",
                problem);
        }
    }

    private void CreateOwned()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, OwnerOnly);
        }
    }

    private static string? FirstSaid(params ReadOnlySpan<string?> values)
    {
        foreach (string? value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }
}
