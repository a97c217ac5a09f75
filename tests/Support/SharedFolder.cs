namespace Support;

/// <summary>
/// The reference material beside the checkout (<c>../shared</c>, or the folder named by SHARED_FOLDER). Tests that need it
/// skip without it and say so.
/// </summary>
public static class SharedFolder
{
    public const string SkipReason = "the reference material (../shared or SHARED_FOLDER) is not on this machine";

    /// <summary>Full path of the folder; null where it is absent.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Full path of a file in it; null where the file is absent.</summary>
    public static string? File(params string[] parts)
    {
        var path = Path is null ? null : System.IO.Path.Combine([Path, .. parts]);
        return System.IO.File.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SHARED_FOLDER") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? System.IO.Path.GetFullPath(named) : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Gateway.sln")))
            {
                var shared = System.IO.Path.Combine(folder.Parent?.FullName ?? "/", "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
