using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Protocol.Errors;
using Protocol.Frames;
using Protocol.Members;

namespace Protocol.VectorStores;

/// <summary>Reads the bodies of requests about vector stores. False with the error for the client; never throws for what a body holds.</summary>
public static class VectorStoreRequestReader
{
    private const int MaxDepth = 64;
    private const int MaxName = 256;
    private const int MaxId = 100;
    private const int MaxFilesOfStore = 500;
    private const int MaxFilesOfBatch = 2000;
    private const int MaxQuery = 4096;
    private const int MaxQueries = 16;
    private const int DefaultChunkTokens = 800;

    /// <summary>The body of <c>POST /v1/vector_stores</c>.</summary>
    public static bool TryReadCreation(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out VectorStoreRequest? request, [NotNullWhen(false)] out ApiError? error) =>
        TryRead(body, members => Store(members) with { Files = [.. (members.Texts("file_ids", 0, MaxFilesOfStore) ?? []).Select(Attach(null, Chunking(members)))] }, ["description"], out request, out error);

    /// <summary>The body of <c>POST /v1/vector_stores/{id}</c>.</summary>
    public static bool TryReadUpdate(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out VectorStoreRequest? request, [NotNullWhen(false)] out ApiError? error) =>
        TryRead(body, Store, [], out request, out error);

    /// <summary>The body of <c>POST /v1/vector_stores/{id}/files</c>.</summary>
    public static bool TryReadAttachment(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out AttachRequest? request, [NotNullWhen(false)] out ApiError? error) =>
        TryRead(body, Attachment, [], out request, out error);

    /// <summary>The body of <c>POST /v1/vector_stores/{id}/file_batches</c>.</summary>
    public static bool TryReadBatch(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out IReadOnlyList<AttachRequest>? request, [NotNullWhen(false)] out ApiError? error) =>
        TryRead(body, Batch, [], out request, out error);

    /// <summary>The body of <c>POST /v1/vector_stores/{id}/files/{file_id}</c>: the new attributes.</summary>
    public static bool TryReadAttributes(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out AttachRequest? request, [NotNullWhen(false)] out ApiError? error) =>
        TryRead(body, members =>
        {
            if (!members.Has("attributes"))
            {
                members.Fault(ApiError.InvalidRequest("Missing required parameter: 'attributes'.", "attributes", "missing_required_parameter"));
            }

            return new AttachRequest("") { Attributes = AttributeRules.Attributes(members, "attributes") };
        }, [], out request, out error);

    /// <summary>The body of <c>POST /v1/vector_stores/{id}/search</c>.</summary>
    public static bool TryReadSearch(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out SearchRequest? request, [NotNullWhen(false)] out ApiError? error) =>
        TryRead(body, Search, [], out request, out error);

    private static bool TryRead<T>(
        ReadOnlyMemory<byte> body, Func<JsonMembers, T> read, ReadOnlySpan<string> ignored, [NotNullWhen(true)] out T? request, [NotNullWhen(false)] out ApiError? error)
        where T : class
    {
        request = null;
        error = !Utf8.IsValid(body.Span) ? BodyErrors.NotUtf8() : JsonText.HasLoneSurrogates(body.Span) ? BodyErrors.LoneSurrogate() : null;
        if (error is not null)
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var members = new JsonMembers(json.RootElement);
            var found = read(members);
            foreach (var name in ignored)
            {
                members.Any(name);
            }

            members.End();
            error = members.Mistake;
            request = error is null ? found : null;
        }
        catch (JsonException broken)
        {
            error = BodyErrors.NotJson(broken);
        }

        return error is null && request is not null;
    }

    private static VectorStoreRequest Store(JsonMembers members)
    {
        var expiry = members.Object("expires_after");
        if (expiry is not null)
        {
            expiry.RequiredText("anchor", MaxName);
            expiry.Word("anchor", "last_active_at");
        }

        var days = expiry?.Integer("days", 1, 365);
        if (expiry is not null && days is null)
        {
            expiry.Fault(ApiError.InvalidRequest("Missing required parameter: 'expires_after.days'.", "expires_after.days", "missing_required_parameter"));
        }

        expiry?.End();
        return new VectorStoreRequest
        {
            Name = members.Text("name", MaxName),
            ExpiresAfterDays = days,
            SaysExpiry = members.Has("expires_after"),
            Metadata = AttributeRules.Metadata(members, "metadata"),
        };
    }

    private static Func<string, AttachRequest> Attach(JsonElement? attributes, StaticChunking? chunking) => id => new AttachRequest(id) { Attributes = attributes, Chunking = chunking };

    private static AttachRequest Attachment(JsonMembers members) => new(members.RequiredText("file_id", MaxId))
    {
        Attributes = AttributeRules.Attributes(members, "attributes"),
        Chunking = Chunking(members),
    };

    private static IReadOnlyList<AttachRequest> Batch(JsonMembers members)
    {
        if (members.Has("files") == members.Has("file_ids"))
        {
            members.Fault(ApiError.InvalidRequest("Expected either 'file_ids' or 'files'.", "file_ids", "missing_required_parameter"));
            return [];
        }

        if (members.Objects("files", 1, MaxFilesOfBatch) is not { } files)
        {
            return [.. (members.Texts("file_ids", 1, MaxFilesOfBatch) ?? []).Select(Attach(AttributeRules.Attributes(members, "attributes"), Chunking(members)))];
        }

        var requests = files.Select(file =>
        {
            var request = Attachment(file);
            file.End();
            return request;
        }).ToList();
        foreach (var ignored in new[] { "attributes", "chunking_strategy" })
        {
            members.Any(ignored); // For file_ids alone, as OpenAI documents it.
        }

        return requests;
    }

    private static StaticChunking? Chunking(JsonMembers members)
    {
        if (members.Object("chunking_strategy") is not { } strategy)
        {
            return null;
        }

        strategy.RequiredText("type", MaxName);
        var type = strategy.Word("type", "auto", "static");
        StaticChunking? sizes = null;
        if (type == "static")
        {
            var given = strategy.Object("static");
            var tokens = given?.Integer("max_chunk_size_tokens", 100, 4096) ?? DefaultChunkTokens;
            var overlap = given?.Integer("chunk_overlap_tokens", 0, tokens / 2) ?? tokens / 2;
            sizes = new StaticChunking(tokens, overlap);
            given?.End();
            if (given is null)
            {
                strategy.Fault(ApiError.InvalidRequest("Missing required parameter: 'chunking_strategy.static'.", "chunking_strategy.static", "missing_required_parameter"));
            }
        }

        strategy.End();
        return sizes;
    }

    private static SearchRequest Search(JsonMembers members)
    {
        var ranking = members.Object("ranking_options");
        var request = new SearchRequest(Queries(members))
        {
            MaxResults = members.Integer("max_num_results", 1, 50) ?? 10,
            Filters = members.Any("filters")?.Clone(),
            RewriteQuery = members.Flag("rewrite_query") ?? false,
            Ranker = ranking?.Word("ranker", "none", "auto", "default-2024-11-15") ?? "auto",
            ScoreThreshold = ranking?.Number("score_threshold", 0, 1) ?? 0,
        };
        ranking?.End();
        return request;
    }

    private static IReadOnlyList<string> Queries(JsonMembers members)
    {
        IReadOnlyList<string> queries = members.Any("query") is { ValueKind: JsonValueKind.Array }
            ? members.Texts("query", 1, MaxQueries) ?? []
            : [members.RequiredText("query", MaxQuery)];
        if (queries.Any(query => string.IsNullOrWhiteSpace(query) || query.Length > MaxQuery))
        {
            members.Fault("query", $"expected a text of 1 to {MaxQuery} characters.");
        }

        return queries;
    }
}
