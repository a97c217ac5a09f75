using System.Text.RegularExpressions;

namespace Retrieval.Ingestion;

/// <summary>Paths of documents that were uploaded and lie in no folder: the file's id, a slash, its name.</summary>
public static partial class UploadedPath
{
    /// <summary>The path of an uploaded file.</summary>
    public static string Of(string fileId, string name) => $"{fileId}/{name}";

    /// <summary>The id in such a path; null for the path of a file in a folder.</summary>
    public static string? FileId(string path) => Form().Match(path) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("^(file-[0-9a-f]{24})/", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
