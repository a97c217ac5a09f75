namespace Experts.Sampling.Json;

/// <summary>A schema cannot guide an answer; says which keyword, where, and what to do.</summary>
public sealed class JsonSchemaException : Exception
{
    /// <param name="path">JSON pointer of the schema that holds the keyword, as a fragment: <c>#/properties/age</c>.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="message">What was found, what is expected.</param>
    public JsonSchemaException(string path, string keyword, string message)
        : base($"{path}: '{keyword}': {message}") => (Path, Keyword) = (path, keyword);

    /// <summary>JSON pointer of the schema that holds the keyword, as a fragment.</summary>
    public string Path { get; }

    /// <summary>The keyword.</summary>
    public string Keyword { get; }
}
