using System.Net.Http.Headers;
using System.Text;
using Gateway.Tests.Running;
using State.Keys;
using Xunit;

namespace Gateway.Tests.Uploads;

public sealed class FilesEndpointTests : IAsyncLifetime
{
    private readonly HostedGateway _gateway = new() { Settings = ["--Files:MaxFileBytes=100000", "--Files:MaxTotalBytes=150000", "--Gateway:MaxBodyBytes=2000"] };

    public async ValueTask InitializeAsync() => await _gateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_file_is_uploaded_listed_read_and_deleted()
    {
        var bytes = new byte[50_000]; // more than other requests may have
        bytes[7] = 42;

        var created = await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("../../etc/rules.md", bytes, "assistants"));

        var id = (string)created.Json["id"]!;
        Assert.Equal(200, created.Status);
        Assert.Equal(("file", 50_000, "rules.md", "assistants"), ((string?)created.Json["object"], (int)created.Json["bytes"]!, (string?)created.Json["filename"], (string?)created.Json["purpose"]));
        Assert.Equal(created.Text, (await _gateway.GetAsync($"/v1/files/{id}")).Text);
        Assert.Equal(bytes, (await _gateway.GetAsync($"/v1/files/{id}/content")).Body);
        Assert.Equal(id, (string?)(await _gateway.GetAsync("/v1/files?purpose=assistants")).Json["data"]![0]!["id"]);

        var deleted = await _gateway.DeleteAsync($"/v1/files/{id}");

        Assert.Equal($$"""{"id":"{{id}}","object":"file","deleted":true}""", deleted.Text);
        Assert.Equal((404, "id"), (await _gateway.GetAsync($"/v1/files/{id}")).Error);
        Assert.Equal((404, "id"), (await _gateway.GetAsync($"/v1/files/{id}/content")).Error);
        Assert.Equal((404, "id"), (await _gateway.DeleteAsync($"/v1/files/{id}")).Error);
    }

    [Fact]
    public async Task The_records_say_which_bytes_came_and_went()
    {
        var created = await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("a.txt", [1, 2, 3], "user_data"));
        var deleted = await _gateway.DeleteAsync($"/v1/files/{created.Json["id"]}");

        var (kept, removed) = (await _gateway.RecordAsync(created), await _gateway.RecordAsync(deleted));
        const string sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
        Assert.Contains(sha256, kept["closed"]!["notes"]!.ToJsonString());
        Assert.Contains(sha256, removed["closed"]!["notes"]!.ToJsonString());
    }

    [Fact]
    public async Task Pages_follow_each_other_in_both_orders()
    {
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await _gateway.UploadAsync($"{i}.txt", [1]));
        }

        var first = (await _gateway.GetAsync("/v1/files?limit=2&order=asc")).Json;
        var second = (await _gateway.GetAsync($"/v1/files?limit=3&order=asc&after={first["last_id"]}")).Json;

        Assert.Equal(ids.Take(2), first["data"]!.AsArray().Select(file => (string)file!["id"]!));
        Assert.True((bool)first["has_more"]!);
        Assert.Equal(ids.Skip(2), second["data"]!.AsArray().Select(file => (string)file!["id"]!));
        Assert.False((bool)second["has_more"]!);
        Assert.Equal(ids[4], (string?)(await _gateway.GetAsync("/v1/files?limit=1")).Json["first_id"]);
    }

    [Fact]
    public async Task A_file_is_seen_by_its_key_and_the_administrators_of_its_tenant()
    {
        var id = await _gateway.UploadAsync("mine.txt", [1]);
        var colleague = _gateway.Keys.Create("colleague", Role.App, ["*"], ["*"], null).Token;
        var stranger = _gateway.Keys.Create("stranger", Role.Admin, ["*"], ["*"], "elsewhere").Token;

        Assert.Equal(200, (await _gateway.GetAsync($"/v1/files/{id}", HostedGateway.AdminKey)).Status);
        foreach (var key in new[] { colleague, stranger })
        {
            Assert.Equal(404, (await _gateway.GetAsync($"/v1/files/{id}", key)).Status);
            Assert.Equal(404, (await _gateway.GetAsync($"/v1/files/{id}/content", key)).Status);
            Assert.Equal(404, (await _gateway.DeleteAsync($"/v1/files/{id}", key)).Status);
            Assert.Empty((await _gateway.GetAsync("/v1/files", key)).Json["data"]!.AsArray());
        }

        Assert.Equal(403, (await _gateway.GetAsync("/v1/files", HostedGateway.AuditorKey)).Status);
    }

    [Theory]
    [InlineData(0, "assistants", 400, "file")]
    [InlineData(100_001, "assistants", 413, "file")]
    [InlineData(1_500_000, "assistants", 413, null)]
    [InlineData(1, null, 400, "purpose")]
    [InlineData(1, "mischief", 400, "purpose")]
    [InlineData(1, "fine-tune-results", 400, "purpose")]
    public async Task What_cannot_be_kept_is_refused_and_leaves_nothing(int size, string? purpose, int status, string? param)
    {
        var reply = await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("a.txt", new byte[size], purpose));

        Assert.Equal((status, param), reply.Error);
        Assert.Empty((await _gateway.GetAsync("/v1/files")).Json["data"]!.AsArray());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_gateway.Folder, "files", "content"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_full_store_refuses_until_something_is_deleted()
    {
        var first = await _gateway.UploadAsync("a.bin", new byte[100_000]);
        Assert.Equal((413, "file"), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("b.bin", new byte[50_001], "assistants"))).Error);

        await _gateway.DeleteAsync($"/v1/files/{first}");

        await _gateway.UploadAsync("b.bin", new byte[50_001]);
    }

    [Theory]
    [InlineData("created_at", "3600", 200, null)]
    [InlineData("created_at", "3599", 400, "expires_after.seconds")]
    [InlineData("created_at", "2592001", 400, "expires_after.seconds")]
    [InlineData("created_at", "soon", 400, "expires_after.seconds")]
    [InlineData("last_active_at", "3600", 400, "expires_after.anchor")]
    public async Task An_end_is_taken_within_its_range(string anchor, string seconds, int status, string? param)
    {
        var reply = await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("a.txt", [1], "assistants", ("expires_after[anchor]", anchor), ("expires_after[seconds]", seconds)));

        if (status == 200)
        {
            Assert.Equal((long)reply.Json["created_at"]! + 3600, (long)reply.Json["expires_at"]!);
        }
        else
        {
            Assert.Equal((status, param), reply.Error);
        }
    }

    [Fact]
    public async Task Forms_that_are_none_are_refused_with_the_member_at_fault()
    {
        Assert.Equal((415, null), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", new StringContent("{}", Encoding.UTF8, "application/json"))).Error);
        Assert.Equal((400, "file"), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", new MultipartFormDataContent { { new StringContent("assistants"), "purpose" } })).Error);
        Assert.Equal((400, "colour"), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("a.txt", [1], "assistants", ("colour", "red")))).Error);
        Assert.Equal((400, "purpose"), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", HostedGateway.Form("a.txt", [1], new string('x', 5000)))).Error);
        Assert.Equal((400, null), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", Raw("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut off"))).Error);
        Assert.Equal((400, null), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", Raw("--b\r\nX: " + new string('x', 40_000) + "\r\n\r\n\r\n--b--"))).Error);
        Assert.Equal((400, null), (await _gateway.SendAsync(HttpMethod.Post, "/v1/files", Raw("--b\r\n\r\nnameless\r\n--b--"))).Error);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("order=up", "order")]
    public async Task A_wrong_list_query_is_refused(string query, string param) => Assert.Equal((400, param), (await _gateway.GetAsync($"/v1/files?{query}")).Error);

    private static ByteArrayContent Raw(string body)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return content;
    }
}
