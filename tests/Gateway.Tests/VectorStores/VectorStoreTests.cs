using System.Text.Json.Nodes;
using Gateway.Tests.Running;
using State.Keys;
using Xunit;

namespace Gateway.Tests.VectorStores;

public sealed class VectorStoreTests : IAsyncLifetime
{
    private readonly HostedGateway _gateway = new();

    public async ValueTask InitializeAsync() => await _gateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_store_is_made_listed_changed_and_deleted()
    {
        var made = (await PostAsync("/v1/vector_stores", """{"name":"handbook","metadata":{"team":"a"},"expires_after":{"anchor":"last_active_at","days":7}}""")).Json;
        var id = (string)made["id"]!;
        Assert.Matches("^vs_[0-9a-f]{24}$", id);
        Assert.Equal(("vector_store", "handbook", "handbook", "completed"), ((string?)made["object"], (string?)made["name"], (string?)made["domain"], (string?)made["status"]));
        Assert.Equal((long)made["last_active_at"]! + (7 * 86_400), (long)made["expires_at"]!);

        var changed = (await PostAsync($"/v1/vector_stores/{id}", """{"name":"Handbook of all","metadata":{"team":"b"},"expires_after":null}""")).Json;

        Assert.Equal(("Handbook of all", "b", null), ((string?)changed["name"], (string?)changed["metadata"]!["team"], (long?)changed["expires_at"]));
        Assert.Equal(id, (string?)(await _gateway.GetAsync("/v1/vector_stores")).Json["data"]![0]!["id"]);
        Assert.Equal($$"""{"id":"{{id}}","object":"vector_store.deleted","deleted":true}""", (await _gateway.DeleteAsync($"/v1/vector_stores/{id}")).Text);
        Assert.Equal((404, "vector_store_id"), (await _gateway.GetAsync($"/v1/vector_stores/{id}")).Error);
    }

    [Fact]
    public async Task A_file_is_found_after_it_was_read_and_gone_at_once_when_it_is_taken_out()
    {
        var store = await StoreAsync("""{"name":"rules"}""");
        var file = await _gateway.UploadAsync("rules.md", "# Travel\n\nThe daily allowance is 15 crowns.\n");
        await PostAsync($"/v1/vector_stores/{store}/files", $$$"""{"file_id":"{{{file}}}","attributes":{"team":"north","year":2025,"draft":false}}""");

        var read = await WaitAsync($"/v1/vector_stores/{store}/files/{file}");
        var found = await SearchAsync(store, """{"query":"What is the daily allowance?"}""");

        Assert.Equal("completed", (string?)read["status"]);
        Assert.True((long)read["usage_bytes"]! > 0);
        var result = Assert.Single(found);
        Assert.Equal((file, "rules.md", "north", 2025), ((string?)result!["file_id"], (string?)result["filename"], (string?)result["attributes"]!["team"], (int)result["attributes"]!["year"]!));
        Assert.Contains("15 crowns", (string?)result["content"]![0]!["text"]);
        Assert.InRange((double)result["score"]!, 0, 1);
        Assert.Contains("15 crowns", (string?)(await _gateway.GetAsync($"/v1/vector_stores/{store}/files/{file}/content")).Json["data"]![0]!["text"]);

        await _gateway.DeleteAsync($"/v1/vector_stores/{store}/files/{file}");

        Assert.Empty(await SearchAsync(store, """{"query":"What is the daily allowance?"}"""));
        Assert.Equal((404, "file_id"), (await _gateway.GetAsync($"/v1/vector_stores/{store}/files/{file}")).Error);
        Assert.Equal(200, (await _gateway.GetAsync($"/v1/files/{file}")).Status);
    }

    [Fact]
    public async Task Deleting_the_upload_or_the_store_removes_what_was_found_of_it()
    {
        var store = await StoreAsync("""{"name":"a"}""");
        var file = await FilledAsync(store, "a.md", "The daily allowance is 15 crowns.", "{}");
        await _gateway.DeleteAsync($"/v1/files/{file}");
        Assert.Empty(await SearchAsync(store, """{"query":"daily allowance"}"""));
        Assert.Equal(0, (int)(await _gateway.GetAsync($"/v1/vector_stores/{store}")).Json["file_counts"]!["total"]!);

        await FilledAsync(store, "b.md", "The daily allowance is 15 crowns.", "{}");
        await _gateway.DeleteAsync($"/v1/vector_stores/{store}");
        Assert.DoesNotContain("auto/a", (await _gateway.GetAsync("/v1/models")).Json["data"]!.AsArray().Select(model => (string?)model!["id"]));
    }

    [Fact]
    public async Task A_store_answers_as_a_domain()
    {
        var store = await StoreAsync("""{"name":"travel"}""");
        await FilledAsync(store, "rules.md", "# Travel rules\n\nThe daily allowance in Lowick is 15 crowns.\n", "{}");

        var answer = (await PostAsync("/v1/chat/completions", """{"model":"auto/travel","messages":[{"role":"user","content":"What is the daily allowance in Lowick?"}]}""")).Json;

        Assert.Contains("15 crowns", (string?)answer["choices"]![0]!["message"]!["content"]);
    }

    [Theory]
    [InlineData("""{"type":"eq","key":"team","value":"north"}""", "a")]
    [InlineData("""{"type":"ne","key":"team","value":"north"}""", "b,c")]
    [InlineData("""{"type":"gt","key":"year","value":2024}""", "b,c")]
    [InlineData("""{"type":"gte","key":"year","value":2024}""", "a,b,c")]
    [InlineData("""{"type":"lt","key":"year","value":2025}""", "a")]
    [InlineData("""{"type":"lte","key":"year","value":2025}""", "a,b")]
    [InlineData("""{"type":"in","key":"team","value":["north","west"]}""", "a,c")]
    [InlineData("""{"type":"nin","key":"team","value":["north","west"]}""", "b")]
    [InlineData("""{"type":"and","filters":[{"type":"gt","key":"year","value":2024},{"type":"eq","key":"draft","value":true}]}""", "c")]
    [InlineData("""{"type":"or","filters":[{"type":"eq","key":"team","value":"north"},{"type":"and","filters":[{"type":"eq","key":"draft","value":true}]}]}""", "a,c")]
    public async Task A_filter_limits_what_is_found(string filter, string expected)
    {
        var store = await StoreAsync("{}");
        await FilledAsync(store, "a.md", "The allowance is 15 crowns.", """{"team":"north","year":2024}""");
        await FilledAsync(store, "b.md", "The allowance is 16 crowns.", """{"team":"south","year":2025}""");
        await FilledAsync(store, "c.md", "The allowance is 17 crowns.", """{"team":"west","year":2026,"draft":true}""");

        var found = await SearchAsync(store, $$"""{"query":"allowance","filters":{{filter}}}""");

        Assert.Equal(expected, string.Join(',', found.Select(one => ((string)one!["filename"]!)[..1]).Order()));
    }

    [Theory]
    [InlineData("""{}""", "query")]
    [InlineData("""{"query":""}""", "query")]
    [InlineData("""{"query":"a","max_num_results":51}""", "max_num_results")]
    [InlineData("""{"query":"a","ranking_options":{"score_threshold":2}}""", "ranking_options.score_threshold")]
    [InlineData("""{"query":"a","ranking_options":{"ranker":"best"}}""", "ranking_options.ranker")]
    [InlineData("""{"query":"a","filters":{"type":"like","key":"a","value":"b"}}""", "filters.type")]
    [InlineData("""{"query":"a","filters":{"type":"eq","value":"b"}}""", "filters.key")]
    [InlineData("""{"query":"a","filters":{"type":"eq","key":"a","value":[1]}}""", "filters.value")]
    [InlineData("""{"query":"a","filters":{"type":"in","key":"a","value":1}}""", "filters.value")]
    [InlineData("""{"query":"a","filters":{"type":"and","filters":[]}}""", "filters.filters")]
    [InlineData("""{"query":"a","filters":{"type":"and","filters":[{"type":"eq","key":"a","value":{}}]}}""", "filters.filters[0].value")]
    [InlineData("""{"query":"a","colour":"red"}""", "colour")]
    [InlineData("""[1]""", null)]
    [InlineData("""{"query":""", null)]
    public async Task A_wrong_search_names_the_member_at_fault(string body, string? param)
    {
        var store = await StoreAsync("{}");

        Assert.Equal((400, param), (await PostAsync($"/v1/vector_stores/{store}/search", body)).Error);
    }

    [Theory]
    [InlineData("/v1/vector_stores", """{"name":1}""", "name")]
    [InlineData("/v1/vector_stores", """{"file_ids":["file-unknown"]}""", "file_ids")]
    [InlineData("/v1/vector_stores", """{"expires_after":{"anchor":"last_active_at","days":0}}""", "expires_after.days")]
    [InlineData("/v1/vector_stores", """{"metadata":{"a":1}}""", "metadata.a")]
    [InlineData("/v1/vector_stores/{store}/files", """{}""", "file_id")]
    [InlineData("/v1/vector_stores/{store}/files", """{"file_id":"file-unknown"}""", "file_id")]
    [InlineData("/v1/vector_stores/{store}/files", """{"file_id":"{file}","attributes":{"a":[]}}""", "attributes.a")]
    [InlineData("/v1/vector_stores/{store}/files", """{"file_id":"{file}","attributes":{"effective_from":"soon"}}""", "attributes.effective_from")]
    [InlineData("/v1/vector_stores/{store}/files", """{"file_id":"{file}","chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":99,"chunk_overlap_tokens":0}}}""", "chunking_strategy.static.max_chunk_size_tokens")]
    [InlineData("/v1/vector_stores/{store}/files", """{"file_id":"{file}","chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":100,"chunk_overlap_tokens":51}}}""", "chunking_strategy.static.chunk_overlap_tokens")]
    [InlineData("/v1/vector_stores/{store}/file_batches", """{"file_ids":[]}""", "file_ids")]
    [InlineData("/v1/vector_stores/{store}/file_batches", """{}""", "file_ids")]
    [InlineData("/v1/vector_stores/vs_unknown/files", """{"file_id":"{file}"}""", "vector_store_id")]
    [InlineData("/v1/vector_stores/{store}/file_batches/vsfb_unknown/cancel", "", "batch_id")]
    public async Task A_wrong_request_names_the_member_at_fault(string path, string body, string param)
    {
        var (store, file) = (await StoreAsync("{}"), await _gateway.UploadAsync("a.md", "Text."));

        var reply = await PostAsync(path.Replace("{store}", store, StringComparison.Ordinal), body.Replace("{file}", file, StringComparison.Ordinal));

        Assert.Equal(param, reply.Error.Param);
        Assert.True(reply.Status is 400 or 404, reply.Text);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_say_why_and_stop_nothing()
    {
        var store = await StoreAsync("{}");
        string[] files =
        [
            await _gateway.UploadAsync("good.md", "The allowance is 15 crowns."), await _gateway.UploadAsync("program.exe", "MZ"), await _gateway.UploadAsync("latin1.txt", [0x61, 0xE4]),
            await _gateway.UploadAsync("broken.pdf", "%PDF-1.7"), await _gateway.UploadAsync("large.md", new string('a', (8 * 1024 * 1024) + 1)),
        ];
        var batch = (await PostAsync($"/v1/vector_stores/{store}/file_batches", $$"""{"file_ids":{{JsonArrayOf(files)}}}""")).Json;

        var done = await WaitAsync($"/v1/vector_stores/{store}/file_batches/{batch["id"]}");

        Assert.Equal(("completed", 1, 4, 5), ((string?)done["status"], (int)done["file_counts"]!["completed"]!, (int)done["file_counts"]!["failed"]!, (int)done["file_counts"]!["total"]!));
        var failed = (await _gateway.GetAsync($"/v1/vector_stores/{store}/file_batches/{batch["id"]}/files?filter=failed&order=asc")).Json["data"]!.AsArray();
        Assert.Equal(["unsupported_file", "invalid_file", "invalid_file", "invalid_file"], failed.Select(file => (string)file!["last_error"]!["code"]!));
        Assert.All(failed, file => Assert.NotEmpty((string)file!["last_error"]!["message"]!));
        Assert.Single(await SearchAsync(store, """{"query":"allowance"}"""));
    }

    [Fact]
    public async Task What_waits_when_the_gateway_ends_is_read_after_the_next_start()
    {
        using var folder = new Support.TemporaryFolder();
        string store, file;
        await using (var first = new HostedGateway(folder.Path))
        {
            await first.StartAsync();
            store = (string)(await first.PostAsync("/v1/vector_stores", new JsonObject())).Json["id"]!;
            file = await first.UploadAsync("a.md", "The allowance is 15 crowns.");
        }

        // As a crash leaves it: in the catalogue, not read.
        State.VectorStores.VectorStoreCatalogue.Open(Path.Combine(folder.Path, "vector-stores.db"), TimeProvider.System)
            .Attach([new State.VectorStores.StoreFile(store, file, State.VectorStores.StoreFileStatus.InProgress, DateTimeOffset.UnixEpoch)]);
        await using var second = new HostedGateway(folder.Path);
        await second.StartAsync();

        Assert.Equal("completed", (string?)(await WaitAsync($"/v1/vector_stores/{store}/files/{file}", second))["status"]);
    }

    [Fact]
    public async Task A_key_changes_only_what_it_made_and_sees_only_what_it_may_use()
    {
        var store = await StoreAsync("""{"name":"mine"}""");
        var colleague = _gateway.Keys.Create("colleague", Role.App, ["*"], ["*"], null).Token;
        var stranger = _gateway.Keys.Create("stranger", Role.Admin, ["*"], ["*"], "elsewhere").Token;
        var narrow = _gateway.Keys.Create("narrow", Role.App, ["*"], ["other"], null).Token;

        Assert.Equal(200, (await _gateway.GetAsync($"/v1/vector_stores/{store}", colleague)).Status);
        Assert.Equal(403, (await _gateway.DeleteAsync($"/v1/vector_stores/{store}", colleague)).Status);
        Assert.Equal(404, (await _gateway.GetAsync($"/v1/vector_stores/{store}", stranger)).Status);
        Assert.Equal(404, (await _gateway.DeleteAsync($"/v1/vector_stores/{store}", narrow)).Status);
        Assert.Equal(200, (await _gateway.DeleteAsync($"/v1/vector_stores/{store}", HostedGateway.AdminKey)).Status);
    }

    private static string JsonArrayOf(IEnumerable<string> texts) => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]).ToJsonString();

    private Task<ApiReply> PostAsync(string path, string body) =>
        _gateway.SendAsync(HttpMethod.Post, path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    private async Task<string> StoreAsync(string body) => (string)(await PostAsync("/v1/vector_stores", body)).Json["id"]!;

    private async Task<JsonArray> SearchAsync(string store, string body) => (await PostAsync($"/v1/vector_stores/{store}/search", body)).Json["data"]!.AsArray();

    private async Task<string> FilledAsync(string store, string name, string text, string attributes)
    {
        var file = await _gateway.UploadAsync(name, text);
        await PostAsync($"/v1/vector_stores/{store}/files", $$"""{"file_id":"{{file}}","attributes":{{attributes}}}""");
        await WaitAsync($"/v1/vector_stores/{store}/files/{file}");
        return file;
    }

    /// <summary>Asks until the object is not in progress any more; the test's own time limit ends what never is.</summary>
    private async Task<JsonNode> WaitAsync(string path, HostedGateway? gateway = null)
    {
        while (true)
        {
            var seen = (await (gateway ?? _gateway).GetAsync(path)).Json;
            if ((string?)seen["status"] != "in_progress")
            {
                return seen;
            }

            await Task.Yield();
        }
    }
}
