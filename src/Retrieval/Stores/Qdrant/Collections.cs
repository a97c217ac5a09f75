using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Retrieval.Stores.Qdrant;

/// <summary>The collections of an index: one that the alias names, and while it is made anew the next one. Every write waits until it is done.</summary>
internal sealed class Collections(QdrantClient client, QdrantOptions options)
{
    public const string Dense = "dense";
    public const string Words = "words";

    private const ulong StateId = 0;

    /// <summary>What the alias names; null when it names nothing.</summary>
    public async Task<Followed?> CurrentAsync(CancellationToken cancellationToken)
    {
        var aliases = (await client.SendAsync(HttpMethod.Get, "aliases", (JsonNode?)null, cancellationToken)).GetProperty("aliases");
        foreach (var alias in aliases.EnumerateArray())
        {
            if (alias.GetProperty("alias_name").GetString() == options.Collection && alias.GetProperty("collection_name").GetString() is { } name)
            {
                return await StateOfAsync(name, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>Makes an empty collection that nobody uses yet; one of its name is what a killed process left.</summary>
    public async Task<string> CreateAsync(string? after, int? dimensions, CancellationToken cancellationToken)
    {
        var number = after is not null && int.TryParse(after.AsSpan(after.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last + 1 : 1;
        var name = $"{options.Collection}-{number}";
        await client.SendAsync(HttpMethod.Delete, At(name), (JsonNode?)null, cancellationToken);
        await client.SendOnceAsync(HttpMethod.Put, At(name), Shape(dimensions), cancellationToken);
        foreach (var (field, type) in Fields.Indexes)
        {
            await client.SendAsync(HttpMethod.Put, At(name, "index?wait=true"), new JsonObject { ["field_name"] = field, ["field_schema"] = type }, cancellationToken);
        }

        return name;
    }

    /// <summary>Writes how far a collection has followed.</summary>
    public Task WriteStateAsync(Followed state, CancellationToken cancellationToken) => client.SendAsync(
        HttpMethod.Put, At(state.Collection, "points?wait=true"),
        new JsonObject { ["points"] = new JsonArray(new JsonObject { ["id"] = StateId, ["vector"] = new JsonObject(), ["payload"] = state.ToPayload() }) },
        cancellationToken);

    /// <summary>Makes the alias name a collection, in one step, and drops all others of this index.</summary>
    public async Task SwitchAsync(string? from, string to, CancellationToken cancellationToken)
    {
        var actions = new JsonArray();
        if (from is not null)
        {
            actions.Add(new JsonObject { ["delete_alias"] = new JsonObject { ["alias_name"] = options.Collection } });
        }

        actions.Add(new JsonObject { ["create_alias"] = new JsonObject { ["alias_name"] = options.Collection, ["collection_name"] = to } });
        await client.SendOnceAsync(HttpMethod.Post, "collections/aliases", new JsonObject { ["actions"] = actions }, cancellationToken);
        await DropOthersAsync(to, cancellationToken);
    }

    /// <summary>Drops what a killed process or a switch left.</summary>
    public async Task DropOthersAsync(string kept, CancellationToken cancellationToken)
    {
        var all = (await client.SendAsync(HttpMethod.Get, "collections", (JsonNode?)null, cancellationToken)).GetProperty("collections");
        foreach (var name in all.EnumerateArray().Select(one => one.GetProperty("name").GetString()!))
        {
            if (name != kept && name.StartsWith(options.Collection + "-", StringComparison.Ordinal) && name.AsSpan(options.Collection.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                await client.SendAsync(HttpMethod.Delete, At(name), (JsonNode?)null, cancellationToken);
            }
        }
    }

    public async Task<long> CountAsync(string collection, JsonObject filter, CancellationToken cancellationToken) =>
        (await client.SendAsync(HttpMethod.Post, At(collection, "points/count"), new JsonObject { ["filter"] = filter, ["exact"] = true }, cancellationToken)).GetProperty("count").GetInt64();

    public static string At(string collection, string? rest = null) => $"collections/{Uri.EscapeDataString(collection)}{(rest is null ? "" : "/" + rest)}";

    private async Task<Followed?> StateOfAsync(string name, CancellationToken cancellationToken)
    {
        var found = (await client.SendAsync(HttpMethod.Post, At(name, "points/scroll"), new JsonObject
        {
            ["filter"] = new JsonObject { ["must"] = new JsonArray(Conditions.Match(Fields.Unit, Fields.State)) },
            ["limit"] = 1,
            ["with_payload"] = true,
            ["with_vector"] = false,
        }, cancellationToken)).GetProperty("points");
        return found.GetArrayLength() == 1 && found[0].TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.Object
            ? Followed.Of(name, payload) : new Followed(name, "", 0, 0, "", 0, 0);
    }

    /// <summary>Vectors have length 1, so the inner product is the cosine, and nothing is normalised again.</summary>
    private JsonObject Shape(int? dimensions)
    {
        var vectors = new JsonObject();
        if (dimensions is { } size)
        {
            vectors[Dense] = new JsonObject { ["size"] = size, ["distance"] = "Dot" };
            if (options.Quantisation)
            {
                vectors[Dense]!["quantization_config"] = new JsonObject { ["scalar"] = new JsonObject { ["type"] = "int8", ["always_ram"] = true } };
            }
        }

        return new JsonObject { ["vectors"] = vectors, ["sparse_vectors"] = new JsonObject { [Words] = new JsonObject { ["modifier"] = "idf" } } };
    }
}
