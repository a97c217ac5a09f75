using System.Text.Json.Serialization;

namespace Protocol.Files;

/// <summary>An uploaded file (OpenAI's OpenAIFile schema).</summary>
/// <param name="Id"><c>file-...</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="CreatedAt">When it was uploaded, seconds since 1970.</param>
/// <param name="Filename">The name it was given.</param>
/// <param name="Purpose">What it was uploaded for.</param>
/// <param name="ExpiresAt">When it ceases to exist, seconds since 1970; left out when never.</param>
public sealed record FileObject(
    [property: JsonPropertyOrder(-2)] string Id, long Bytes, long CreatedAt, string Filename, string Purpose, long? ExpiresAt)
{
    /// <summary>Always <c>file</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Object => "file";

    /// <summary>Always <c>processed</c>: what a file is used for reports its own errors. The schema still requires it.</summary>
    public string Status => "processed";
}
