using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Running;
using State.Jobs;
using State.Keys;
using Xunit;

namespace Gateway.Tests.FineTuning;

public sealed class FineTuningEndpointTests : IAsyncLifetime
{
    private const string Jobs = "/v1/fine_tuning/jobs";
    private const string Admin = HostedGateway.AdminKey;

    private readonly HostedGateway _gateway = new();

    private JobQueue Queue => JobQueue.Open(Path.Combine(_gateway.Folder, "jobs.db"), TimeSpan.FromMinutes(1), TimeProvider.System);

    public async ValueTask InitializeAsync() => await _gateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_job_is_ordered_and_has_every_member_of_the_schema()
    {
        var file = await UploadAsync();
        var created = await _gateway.PostAsync(Jobs, new JsonObject
        {
            ["model"] = "scratch", ["training_file"] = file, ["suffix"] = "claims", ["seed"] = 7, ["metadata"] = new JsonObject { ["team"] = "north" },
            ["method"] = new JsonObject { ["type"] = "supervised", ["supervised"] = new JsonObject { ["hyperparameters"] = new JsonObject { ["n_epochs"] = 3, ["batch_size"] = "auto" } } },
        }, Admin);

        Assert.True(created.Status == 200, created.Text);
        var job = created.Json.AsObject();
        string[] required = ["created_at", "error", "finished_at", "fine_tuned_model", "hyperparameters", "id", "model", "object", "organization_id", "result_files", "status", "trained_tokens", "training_file", "validation_file", "seed"];
        Assert.All(required, member => Assert.True(job.ContainsKey(member), member));
        Assert.Equal(("fine_tuning.job", "validating_files", "scratch", file, 7), ((string)job["object"]!, (string)job["status"]!, (string)job["model"]!, (string)job["training_file"]!, (int)job["seed"]!));
        Assert.Equal("""{"n_epochs":3,"batch_size":"auto","learning_rate_multiplier":"auto"}""", job["hyperparameters"]!.ToJsonString());
        Assert.Equal("supervised", (string)job["method"]!["type"]!);
        Assert.Equal("north", (string)job["metadata"]!["team"]!);
        Assert.Equal(created.Text, (await _gateway.GetAsync($"{Jobs}/{job["id"]}", Admin)).Text);
    }

    [Fact]
    public async Task What_a_trainer_does_is_seen_through_the_api()
    {
        var id = await CreateAsync();
        var lease = Queue.TryTake()!;
        Queue.Advance(lease, JobStatus.Running, "Fine-tuning job started");
        Queue.Tell(lease, JobEventLevel.Info, "Step 10/20: training loss=0.50", """{"step":10,"train_loss":0.5}""");
        Queue.Checkpoint(lease, 10, 0.5);
        Queue.Succeed(lease, "expert/claims@1f3a", "file-report", 2_000);

        var job = (await _gateway.GetAsync($"{Jobs}/{id}", Admin)).Json;
        var events = (await _gateway.GetAsync($"{Jobs}/{id}/events?limit=2", Admin)).Json;
        var rest = (await _gateway.GetAsync($"{Jobs}/{id}/events?after={events["data"]![1]!["id"]}", Admin)).Json;
        var checkpoints = (await _gateway.GetAsync($"{Jobs}/{id}/checkpoints", Admin)).Json;

        Assert.Equal(("succeeded", "expert/claims@1f3a", 2_000), ((string)job["status"]!, (string)job["fine_tuned_model"]!, (int)job["trained_tokens"]!));
        Assert.Equal("""["file-report"]""", job["result_files"]!.ToJsonString());
        Assert.True((bool)events["has_more"]! && !(bool)rest["has_more"]!);
        Assert.Equal(("fine_tuning.job.event", "metrics", "info", 0.5), ((string)events["data"]![1]!["object"]!, (string)events["data"]![1]!["type"]!, (string)events["data"]![1]!["level"]!, (double)events["data"]![1]!["data"]!["train_loss"]!));
        Assert.Equal(2, rest["data"]!.AsArray().Count);
        Assert.Equal(("fine_tuning.job.checkpoint", 10, id), ((string)checkpoints["data"]![0]!["object"]!, (int)checkpoints["data"]![0]!["step_number"]!, (string)checkpoints["data"]![0]!["fine_tuning_job_id"]!));
    }

    [Fact]
    public async Task A_failed_job_says_why()
    {
        var id = await CreateAsync();
        Queue.Fail(Queue.TryTake()!, new JobError("invalid_training_file", "Line 3 is no pair.", "training_file"));

        var job = (await _gateway.GetAsync($"{Jobs}/{id}", Admin)).Json;

        Assert.Equal("""{"code":"invalid_training_file","message":"Line 3 is no pair.","param":"training_file"}""", job["error"]!.ToJsonString());
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_once()
    {
        var id = await CreateAsync();

        var cancelled = await _gateway.SendAsync(HttpMethod.Post, $"{Jobs}/{id}/cancel", null, Admin);
        var again = await _gateway.SendAsync(HttpMethod.Post, $"{Jobs}/{id}/cancel", null, Admin);

        Assert.Equal((200, "cancelled"), (cancelled.Status, (string)cancelled.Json["status"]!));
        Assert.Equal((400, "job_is_over"), (again.Status, (string)again.Json["error"]!["code"]!));
        Assert.Null(Queue.TryTake());
    }

    [Fact]
    public async Task Jobs_are_listed_in_pages_and_by_their_notes()
    {
        List<string> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await CreateAsync(new JsonObject { ["number"] = $"{i}" }));
        }

        var first = (await _gateway.GetAsync($"{Jobs}?limit=2", Admin)).Json;
        var second = (await _gateway.GetAsync($"{Jobs}?limit=2&after={first["data"]![1]!["id"]}", Admin)).Json;
        var filtered = (await _gateway.GetAsync($"{Jobs}?metadata[number]=1", Admin)).Json;

        Assert.Equal(("list", true, ids[2]), ((string)first["object"]!, (bool)first["has_more"]!, (string)first["data"]![0]!["id"]!));
        Assert.Equal((false, ids[0]), ((bool)second["has_more"]!, (string)second["data"]![0]!["id"]!));
        Assert.Equal(ids[1], (string)Assert.Single(filtered["data"]!.AsArray())!["id"]!);
    }

    [Theory]
    [InlineData("""{"training_file":"F"}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":"scratch","training_file":"F"}""", "suffix", "missing_required_parameter")]
    [InlineData("""{"model":"scratch","suffix":"Claims!","training_file":"F"}""", "suffix", "invalid_value")]
    [InlineData("""{"model":"gpt-4o-mini","suffix":"x","training_file":"F"}""", "model", "model_not_found")]
    [InlineData("""{"model":"expert/none","training_file":"F"}""", "model", "model_not_found")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"file-none"}""", "training_file", "invalid_file")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"domain:none"}""", "training_file", "invalid_file")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"F","validation_file":"file-none"}""", "validation_file", "invalid_file")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"F","method":{"type":"dpo"}}""", "method.type", "invalid_value")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"F","hyperparameters":{"n_epochs":0}}""", "hyperparameters.n_epochs", "invalid_value")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"F","integrations":[{"type":"wandb"}]}""", "integrations", "invalid_value")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"F","metadata":{"a":1}}""", "metadata", "invalid_value")]
    [InlineData("""{"model":"scratch","suffix":"x","training_file":"F","colour":"red"}""", "colour", "unknown_parameter")]
    [InlineData("""{"model":""", null, "invalid_json")]
    [InlineData("[]", null, "invalid_type")]
    public async Task A_wrong_order_is_refused_by_its_parameter(string body, string? parameter, string code)
    {
        var text = body.Replace("\"F\"", $"\"{await UploadAsync()}\"", StringComparison.Ordinal);

        var refused = await _gateway.SendAsync(HttpMethod.Post, Jobs, new StringContent(text, Encoding.UTF8, "application/json"), Admin);

        Assert.True(refused.Status is 400 or 404, refused.Text);
        Assert.Equal((parameter, code), ((string?)refused.Json["error"]!["param"], (string?)refused.Json["error"]!["code"]));
        Assert.Null(Queue.TryTake());
    }

    [Fact]
    public async Task A_file_for_something_else_trains_nothing()
    {
        var file = await _gateway.UploadAsync("a.txt", [1, 2], Admin, "assistants");

        var refused = await _gateway.PostAsync(Jobs, new JsonObject { ["model"] = "scratch", ["suffix"] = "x", ["training_file"] = file }, Admin);

        Assert.Equal((400, "training_file"), (refused.Status, (string)refused.Json["error"]!["param"]!));
    }

    [Theory]
    [InlineData(HostedGateway.AppKey)]
    [InlineData(HostedGateway.AuditorKey)]
    public async Task Only_administrators_have_to_do_with_jobs(string key)
    {
        var id = await CreateAsync();

        Assert.Equal(403, (await _gateway.PostAsync(Jobs, new JsonObject(), key)).Status);
        Assert.Equal(403, (await _gateway.GetAsync(Jobs, key)).Status);
        Assert.Equal(403, (await _gateway.GetAsync($"{Jobs}/{id}", key)).Status);
        Assert.Equal(403, (await _gateway.SendAsync(HttpMethod.Post, $"{Jobs}/{id}/cancel", null, key)).Status);
        Assert.Equal(403, (await _gateway.GetAsync($"{Jobs}/{id}/events", key)).Status);
        Assert.Equal(403, (await _gateway.GetAsync($"{Jobs}/{id}/checkpoints", key)).Status);
    }

    [Fact]
    public async Task Another_tenants_job_looks_as_if_it_did_not_exist()
    {
        var id = await CreateAsync();
        var other = _gateway.Keys.Create("north", Role.Admin, ["*"], ["*"], "north").Token;

        var found = await _gateway.GetAsync($"{Jobs}/{id}", other);
        var cancelled = await _gateway.SendAsync(HttpMethod.Post, $"{Jobs}/{id}/cancel", null, other);

        Assert.Equal((404, 404), (found.Status, cancelled.Status));
        Assert.Equal("fine_tune_not_found", (string)found.Json["error"]!["code"]!);
        Assert.Empty((await _gateway.GetAsync(Jobs, other)).Json["data"]!.AsArray());
        Assert.NotNull(Queue.TryTake());
    }

    [Fact]
    public async Task The_record_says_what_was_ordered_and_cancelled()
    {
        var created = await _gateway.PostAsync(Jobs, Order(await UploadAsync(), null), Admin);
        var cancelled = await _gateway.SendAsync(HttpMethod.Post, $"{Jobs}/{created.Json["id"]}/cancel", null, Admin);

        Assert.Contains($"Ordered {created.Json["id"]}: scratch with file-", (await _gateway.RecordAsync(created))["closed"]!["notes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains($"Cancelled {created.Json["id"]}.", (await _gateway.RecordAsync(cancelled))["closed"]!["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonObject Order(string file, JsonObject? metadata) => new() { ["model"] = "scratch", ["training_file"] = file, ["suffix"] = "claims", ["metadata"] = metadata };

    private Task<string> UploadAsync() => _gateway.UploadAsync("pairs.jsonl", Encoding.UTF8.GetBytes("""{"wordings":["what is the excess"],"note":"It is 380 crowns."}"""), Admin, "fine-tune");

    private async Task<string> CreateAsync(JsonObject? metadata = null)
    {
        var created = await _gateway.PostAsync(Jobs, Order(await UploadAsync(), metadata), Admin);
        Assert.True(created.Status == 200, created.Text);
        return (string)created.Json["id"]!;
    }
}
