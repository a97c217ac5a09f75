using Retrieval.Stores.Qdrant;

namespace Gateway.Embedding;

/// <summary>The Qdrant server of the search, under <c>Retrieval:Qdrant</c>.</summary>
internal sealed record QdrantSettings
{
    private const int LongestName = 200;

    /// <summary>Its REST address, such as <c>https://qdrant.example:6333</c>.</summary>
    public string Url { get; init; } = "http://localhost:6333";

    /// <summary>A file with the API key; null for none.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>Name of the alias; the collections behind it are called after it, with a number. One a store.</summary>
    public string Collection { get; init; } = "passages";

    /// <summary>Seconds that one request may take. 1 to 600, default 30.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Whether the server compares eight-bit codes first. Default true.</summary>
    public bool Quantisation { get; init; } = true;

    /// <summary>Adds what is wrong with these settings.</summary>
    public void Check(List<string> mistakes)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            mistakes.Add($"Retrieval:Qdrant:Url is '{Url}'; expected the REST address of a Qdrant server, such as https://host:6333.");
        if (ApiKeyFile is { } file && !File.Exists(file))
            mistakes.Add($"Retrieval:Qdrant:ApiKeyFile is '{file}', which does not exist or cannot be read.");
        if (Collection.Length is 0 or > LongestName || !Collection.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_'))
            mistakes.Add($"Retrieval:Qdrant:Collection is '{Collection}'; expected 1 to {LongestName} letters, digits, '-' or '_'.");
        if (TimeoutSeconds is < 1 or > 600)
            mistakes.Add($"Retrieval:Qdrant:TimeoutSeconds is {TimeoutSeconds}; expected 1 to 600.");
    }

    /// <summary>The same for the engine, with the key read.</summary>
    public QdrantOptions ToOptions() => new(new Uri(Url.EndsWith('/') ? Url : Url + "/"), Collection)
    {
        ApiKey = ApiKeyFile is { } file ? File.ReadAllText(file).Trim() : null,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
        Quantisation = Quantisation,
    };
}
