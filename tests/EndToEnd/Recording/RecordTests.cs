using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Recording;

/// <summary>The record of an answer: read over HTTP, with the command line, during and after the gateway's life.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class RecordTests(ModelGateway gateway)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text", false)]
    [InlineData("text", true)]
    [InlineData("usage-separate", true)]
    [InlineData("auto", false)]
    [InlineData("auto", true)]
    [InlineData("404", false)]
    public async Task The_record_holds_the_hash_of_exactly_the_bytes_that_the_client_received(string model, bool stream)
    {
        using ApiClient client = gateway.Client();
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);

        ApiAnswer answer = await client.AskAsync(model, "Who is the owner of the Kettford review?", stream);

        JsonNode record = await admin.RecordAsync(answer.AuditId);
        Assert.Equal(answer.Sha256, (string?)record["closed"]!["answer"]!["sha256"]);
        Assert.Equal(answer.Body.Length, (int)record["closed"]!["answer"]!["size"]!);
        Assert.Equal(answer.Text, (string?)record["content"]!["answer"]!["text"]);
    }

    [Fact]
    public async Task A_record_says_who_asked_what_was_decided_from_which_sources_and_who_answered()
    {
        using ApiClient client = gateway.Client();
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);
        string question = SampleQuestion.Of("document")[1].Text;

        ApiAnswer answer = await client.AskAsync("auto", question);

        JsonNode record = await admin.RecordAsync(answer.AuditId);
        JsonNode opened = record["opened"]!;
        Assert.Equal("app", (string?)opened["caller"]!["role"]);
        Assert.Equal("auto", (string?)opened["model_asked"]);
        Assert.Equal("retrieve", (string?)opened["decision"]!["arm"]);
        Assert.NotEmpty(opened["sources"]!.AsArray());
        Assert.Equal("cases", (string?)record["closed"]!["upstream"]);
        Assert.Equal("completed", (string?)record["closed"]!["outcome"]);
        Assert.Equal(18, (int?)record["closed"]!["tokens"]!["total"]);
        Assert.Contains(question, (string?)record["content"]!["prompt"]!["text"]);
        Assert.Contains("[1]", (string?)record["content"]!["assembled_prompt"]!["text"]);
    }

    [Fact]
    public async Task A_record_is_for_auditors_and_administrators_only()
    {
        using ApiClient client = gateway.Client();
        using ApiClient auditor = gateway.Client(GatewayProcess.AuditorKey);
        ApiAnswer answer = await client.AskAsync("text", "Hi");

        ApiAnswer refused = await client.GetAsync("v1/audit/" + answer.AuditId);
        ApiAnswer shown = await auditor.GetAsync("v1/audit/" + answer.AuditId);
        ApiAnswer asked = await auditor.AskAsync("text", "Hi");
        ApiAnswer unknown = await auditor.GetAsync("v1/audit/" + answer.AuditId[..^8] + "00000000");
        ApiAnswer noId = await auditor.GetAsync("v1/audit/latest");

        Assert.Equal([403, 200, 403, 404, 400], [refused.Status, shown.Status, asked.Status, unknown.Status, noId.Status]);
        Assert.Equal("permission_denied", (string?)refused.Json["error"]!["code"]);
    }

    [Theory]
    [InlineData(GatewayProcess.AppKey, "GET", "v1/models", 200, "completed")]
    [InlineData(GatewayProcess.AppKey, "GET", "v1/models/none", 404, "refused")]
    [InlineData(GatewayProcess.AppKey, "GET", "v1/documents/none", 404, "refused")]
    [InlineData(GatewayProcess.AppKey, "GET", "v1/audit/latest", 403, "refused")]
    [InlineData(GatewayProcess.AuditorKey, "GET", "v1/audit/latest", 400, "refused")]
    [InlineData(GatewayProcess.AuditorKey, "POST", "v1/chat/completions", 403, "refused")]
    [InlineData(GatewayProcess.AppKey, "GET", "v1/chat/completions", 405, "refused")]
    [InlineData(GatewayProcess.AppKey, "GET", "v1/nothing/here", 404, "refused")]
    public async Task Whatever_a_known_caller_asks_leaves_a_record(string key, string method, string path, int status, string outcome)
    {
        using ApiClient client = gateway.Client(key);
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);

        ApiAnswer answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, answer.Status);
        JsonNode record = await admin.RecordAsync(answer.AuditId);
        Assert.Equal($"{method} /{path}", (string?)record["opened"]!["endpoint"]);
        Assert.Equal(status, (int?)record["closed"]!["status"]);
        Assert.Equal(outcome, (string?)record["closed"]!["outcome"]);
    }

    [Fact]
    public async Task The_command_line_shows_and_proves_the_record_while_the_gateway_runs()
    {
        using ApiClient client = gateway.Client();
        ApiAnswer answer = await client.AskAsync("text", "Show me");

        ProgramResult shown = await ChildProgram.CliAsync(gateway.Process.DataFolder, "audit", "show", answer.AuditId, "--json");
        ProgramResult proven = await ChildProgram.CliAsync(gateway.Process.DataFolder, "audit", "verify", answer.AuditId);
        ProgramResult verified = await ChildProgram.CliAsync(gateway.Process.DataFolder, "audit", "verify");

        Assert.Equal(answer.Sha256, (string?)JsonNode.Parse(shown.Output)!["closed"]!["answer"]!["sha256"]);
        Assert.True(proven.ExitCode == 0, proven.Output + proven.Errors);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        Assert.StartsWith("The log verifies.", verified.Output);
    }

    [Fact]
    public async Task One_flipped_byte_in_the_closed_log_is_found_and_placed()
    {
        using var folder = new TemporaryFolder();
        await using (GatewayProcess process = await GatewayProcess.StartAsync(new GatewaySettings { DataFolder = folder.Path }, Stop))
        {
            using var client = new ApiClient(process.Root, GatewayProcess.AppKey);
            await client.AskAsync("auto", "To be recorded");
            Assert.Equal(0, await process.StopAsync(Stop));
        }

        ProgramResult whole = await ChildProgram.CliAsync(folder.Path, "audit", "verify");
        string log = Assert.Single(Directory.GetFiles(folder["audit/entries"]));
        FlipByte(log, at: new FileInfo(log).Length / 2);
        ProgramResult damaged = await ChildProgram.CliAsync(folder.Path, "audit", "verify");

        Assert.True(whole.ExitCode == 0, whole.Output);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Matches(@"^WRONG at entries/\d+\.log, byte \d+, entry \d+: expected ", damaged.Output);
    }

    private static void FlipByte(string file, long at)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
