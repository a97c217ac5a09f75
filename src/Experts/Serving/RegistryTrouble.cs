using Experts.Registry;

namespace Experts.Serving;

/// <summary>Tells a registry that cannot be read, or that holds something torn, from mistakes of ours.</summary>
internal static class RegistryTrouble
{
    /// <summary>Whether an exception says so.</summary>
    public static bool Is(Exception exception) =>
        exception is RegistryException or IOException or InvalidDataException or UnauthorizedAccessException;
}
