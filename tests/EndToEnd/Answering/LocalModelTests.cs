using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Answering;

/// <summary>Real models from the shared folder, imported by the CLI and served by a gateway without any network.</summary>
public sealed class LocalModelTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private GatewayProcess? _process;

    [Fact]
    public async Task A_model_imported_from_a_GGUF_file_answers_by_its_name_behind_auto_and_with_a_record()
    {
        using ApiClient client = await StartAsync();

        ApiAnswer named = await client.PostAsync("v1/chat/completions", Question("expert/smollm2"));
        ApiAnswer auto = await client.PostAsync("v1/chat/completions", Question("auto"));

        Assert.Contains("Paris", named.Content, StringComparison.Ordinal);
        Assert.Equal(named.Content, auto.Content); // Greedy, in any batch.
        Assert.StartsWith("expert/smollm2@", (string?)named.Json["model"], StringComparison.Ordinal);
        Assert.StartsWith("onnxruntime ", (string?)named.Json["system_fingerprint"], StringComparison.Ordinal);
        using var auditor = new ApiClient(_process!.Root, GatewayProcess.AuditorKey);
        string record = (await auditor.RecordAsync(auto.AuditId)).ToJsonString();
        Assert.Contains((string)named.Json["model"]!, record, StringComparison.Ordinal);
        Assert.Contains((string)named.Json["system_fingerprint"]!, record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_streams_share_the_model_and_say_the_same()
    {
        using ApiClient client = await StartAsync();

        ApiAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.PostAsync("v1/chat/completions", Question("house", stream: true))));

        Assert.All(answers, answer => Assert.Equal(answers[0].Content, answer.Content));
        Assert.Contains("Paris", answers[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_replaced_while_it_serves_fails_nobody()
    {
        using ApiClient client = await StartAsync();
        string first = (string)(await client.PostAsync("v1/chat/completions", Question("expert/smollm2"))).Json["model"]!;
        Task<ApiAnswer>[] running = [.. Enumerable.Range(0, 8).Select(_ => client.PostAsync("v1/chat/completions", Question("expert/smollm2")))];

        await ImportAsync("--precision", "Int8");
        ApiAnswer moved = await Polling.ForAsync("the new version to answer", TimeSpan.FromMinutes(1), async () =>
        {
            ApiAnswer answer = await client.PostAsync("v1/chat/completions", Question("expert/smollm2"));
            Assert.Equal(200, answer.Status);
            return (string)answer.Json["model"]! == first ? null : answer;
        });

        Assert.All(await Task.WhenAll(running), answer => Assert.Equal(200, answer.Status));
        Assert.Contains("Paris", moved.Content, StringComparison.Ordinal);
        Assert.Equal(first, (string)(await client.PostAsync("v1/chat/completions", Question(first))).Json["model"]!);
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<ApiClient> StartAsync()
    {
        await ImportAsync();
        _process = await GatewayProcess.StartAsync(new GatewaySettings
        {
            DataFolder = _folder.Path,
            Environment = Patience.Settings
                .Add("Samples__Load", "false").Add("Upstreams__house__Kind", "Local").Add("Upstreams__house__Expert", "smollm2"),
        }, TestContext.Current.CancellationToken);
        return new ApiClient(_process.Root, GatewayProcess.AppKey);
    }

    private async Task ImportAsync(params string[] options)
    {
        string? model = SharedFolder.File("models", "smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        Assert.SkipWhen(model is null, SharedFolder.SkipReason);
        ProgramResult imported = await ChildProgram.CliAsync(_folder.Path, ["models", "import", model!, "--name", "smollm2", .. options]);
        Assert.True(imported.ExitCode == 0, imported.Errors);
    }

    private static string Question(string model, bool stream = false) => new JsonObject
    {
        ["model"] = model,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "What is the capital of France?" }),
        ["temperature"] = 0,
        ["max_tokens"] = 32,
        ["stream"] = stream,
    }.ToJsonString();
}
