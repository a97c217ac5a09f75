using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Experts.Registry;

/// <summary>
/// The name of a version: SHA-256 over UTF-8 lines, each ending in LF: <c>expert-version 1</c>, then <c>name value</c> of each
/// fact in the order of <see cref="ExpertFacts.Said"/>, then <c>hash length path</c> of each file in ordinal order of the paths.
/// </summary>
internal static class VersionHash
{
    public static string Of(ExpertFacts facts, IEnumerable<ManifestFile> files)
    {
        var lines = new StringBuilder("expert-version 1\n");
        foreach (var (name, value) in facts.Said())
        {
            lines.Append(name).Append(' ').Append(value).Append('\n');
        }

        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            lines.Append(CultureInfo.InvariantCulture, $"{file.Sha256} {file.Bytes} {file.Path}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }
}
