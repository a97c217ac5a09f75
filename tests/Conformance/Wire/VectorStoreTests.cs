using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Support;
using Xunit;

namespace Conformance.Wire;

/// <summary>Vector stores as the official client of OpenAI for JavaScript uses them, its helpers that upload and poll included.</summary>
public sealed class VectorStoreTests
{
    private const int MaxFileBytes = 2_000_000;

    [Fact]
    public async Task Fifty_files_are_uploaded_waited_for_searched_with_filters_and_deleted_and_wrong_input_is_refused_at_each_step()
    {
        await WireClients.ReadyAsync("openai");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(
            new GatewaySettings { Environment = ImmutableDictionary<string, string>.Empty.Add("Files__MaxFileBytes", $"{MaxFileBytes}") }, cancellation);
        var job = new JsonObject { ["baseUrl"] = gateway.BaseUrl.ToString(), ["apiKey"] = GatewayProcess.AppKey, ["maxFileBytes"] = MaxFileBytes };

        (int code, string output, string errors) = await NodeModules.RunAsync("node", ["library.mjs"], job.ToJsonString(), cancellation);

        Assert.True(code == 0, errors);
        JsonNode seen = JsonNode.Parse(output)!; // The script writes one object.
        AssertFound(seen);
        AssertRefused(seen);
    }

    private static void AssertFound(JsonNode seen)
    {
        Assert.Equal("""{"status":"completed","counts":{"in_progress":0,"completed":50,"failed":0,"cancelled":0,"total":50}}""", seen["batch"]!.ToJsonString());
        Assert.Equal((50, 50), ((int)seen["listed"]!, (int)seen["listedOfBatch"]!));
        Assert.Contains("137 crowns", (string?)seen["found"]![0]!["text"]);
        Assert.Equal("rule-37.md", (string?)seen["found"]![0]!["name"]);
        HashSet<string> first = [.. seen["inFirst"]!.AsArray().Select(id => (string)id!)];
        Assert.Equal(first, seen["filtered"]!.AsArray().Select(one => (string)one!["file"]!).ToHashSet());
        Assert.Equal(40, seen["others"]!.AsArray().Select(one => (string)one!["file"]!).Where(file => !first.Contains(file)).Distinct().Count());
        Assert.Empty(seen["threshold"]!.AsArray());
        Assert.Contains("The allowance of case", (string?)seen["content"]);
        Assert.Contains("137 crowns", (string?)seen["answer"]);
        Assert.False((bool)seen["afterFile"]!);
        Assert.Equal("vector_store.deleted", (string?)seen["deleted"]!["object"]);
        Assert.Empty(seen["left"]!.AsArray());
    }

    private static void AssertRefused(JsonNode seen)
    {
        Assert.Equal(
            """{"encrypted":"failed invalid_file","bomb":"failed invalid_file","encoding":"failed invalid_file","nothing":"failed invalid_file","unsupported":"failed unsupported_file"}""",
            seen["failed"]!.ToJsonString());
        Assert.Equal("passwd.md", (string?)seen["traversal"]);
        var expected = new Dictionary<string, string>
        {
            ["empty"] = "BadRequestError 400 file",
            ["huge"] = "APIError 413 file",
            ["purpose"] = "BadRequestError 400 purpose",
            ["unknown file"] = "NotFoundError 404 id",
            ["unknown content"] = "NotFoundError 404 id",
            ["unknown store"] = "NotFoundError 404 vector_store_id",
            ["unknown store of a search"] = "NotFoundError 404 vector_store_id",
            ["unknown file of a store"] = "NotFoundError 404 file_id",
            ["unknown batch"] = "NotFoundError 404 batch_id",
            ["attach unknown"] = "NotFoundError 404 file_id",
            ["filter"] = "BadRequestError 400 filters.type",
            ["attributes"] = "BadRequestError 400 attributes.a",
            ["key"] = "AuthenticationError 401",
            ["deleted store"] = "NotFoundError 404 vector_store_id",
            ["deleted file"] = "NotFoundError 404 id",
        };
        Assert.Equal(expected, seen["refused"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!));
    }
}
