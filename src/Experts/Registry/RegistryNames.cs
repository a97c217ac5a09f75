using System.Buffers;

namespace Experts.Registry;

/// <summary>Which names, versions and paths may become part of a path on disk.</summary>
internal static class RegistryNames
{
    public const int LongestName = 64;
    public const int VersionLength = 64;

    /// <summary>Fewest digits that stand for a version.</summary>
    public const int ShortestPrefix = 4;

    private const int LongestPath = 255;

    private static readonly SearchValues<char> _nameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Lower-case letters, digits, <c>-</c>, <c>.</c>, <c>_</c>; at most 64; no dot at its beginning.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && !name.AsSpan().ContainsAnyExcept(_nameLetters);

    public static bool IsVersion(string version) => version.Length == VersionLength && IsPrefix(version);

    public static bool IsPrefix(string version) =>
        version.Length is >= ShortestPrefix and <= VersionLength && !version.AsSpan().ContainsAnyExcept(_digits);

    /// <summary>A relative path that stays in its folder on every system.</summary>
    public static bool IsPath(string path) =>
        path.Length is > 0 and <= LongestPath && !path.AsSpan().ContainsAny('\\', ':', '\0') && !path.Any(char.IsControl)
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));

    /// <exception cref="ArgumentException">It is no name.</exception>
    public static void RequireName(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException(
                $"'{name}' is no name of an expert: expected 1 to {LongestName} lower-case letters, digits, '-', '.' and '_', not beginning with '.'.", nameof(name));
        }
    }
}
