namespace Audit.Files;

/// <summary>Which exceptions mean that the disk refused, as opposed to a mistake of ours.</summary>
internal static class DiskErrors
{
    public static bool Includes(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException;
}
