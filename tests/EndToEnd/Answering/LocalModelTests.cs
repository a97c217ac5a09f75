using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Answering;

/// <summary>Real models, imported by the CLI and served by a gateway without any network.</summary>
public sealed class LocalModelTests(LocalModelGateway gateway) : IClassFixture<LocalModelGateway>
{
    [Theory]
    [InlineData("expert/smollm2")]
    [InlineData("house")]
    [InlineData("auto")]
    public async Task A_model_imported_from_a_GGUF_file_answers_and_the_record_names_its_version(string model)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.PostAsync("v1/chat/completions", Question(model));

        Assert.Contains("Hello", answer.Content, StringComparison.Ordinal);
        Assert.StartsWith("expert/smollm2@", (string?)answer.Json["model"], StringComparison.Ordinal);
        Assert.StartsWith("onnxruntime ", (string?)answer.Json["system_fingerprint"], StringComparison.Ordinal);
        using ApiClient auditor = gateway.Client(GatewayProcess.AuditorKey);
        string record = (await auditor.RecordAsync(answer.AuditId)).ToJsonString();
        Assert.Contains((string)answer.Json["model"]!, record, StringComparison.Ordinal);
        Assert.Contains((string)answer.Json["system_fingerprint"]!, record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_can_be_held_to_a_JSON_schema()
    {
        using ApiClient client = gateway.Client();
        JsonObject request = JsonNode.Parse(Question("expert/smollm2"))!.AsObject();
        request["max_tokens"] = 200;
        request["response_format"] = JsonNode.Parse("""
            {"type":"json_schema","json_schema":{"name":"city","strict":true,"schema":{"type":"object","additionalProperties":false,
             "required":["city","is_capital"],"properties":{"city":{"type":"string","enum":["Paris","Lyon"]},"is_capital":{"type":"boolean"}}}}}
            """);

        ApiAnswer answer = await client.PostAsync("v1/chat/completions", request.ToJsonString());

        JsonNode city = JsonNode.Parse(answer.Content)!;
        Assert.Contains((string)city["city"]!, (string[])["Paris", "Lyon"]);
        Assert.Equal(2, city.AsObject().Count);
    }

    [Fact]
    public async Task Many_streams_share_the_model()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => client.PostAsync("v1/chat/completions", Question("house", stream: true))));

        Assert.All(answers, answer => Assert.Contains("Hello", answer.Content, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_is_replaced_while_it_serves_fails_nobody()
    {
        using ApiClient client = gateway.Client();
        string first = (string)(await client.PostAsync("v1/chat/completions", Question("expert/smollm2"))).Json["model"]!;
        Task<ApiAnswer>[] running = [.. Enumerable.Range(0, 8).Select(_ => client.PostAsync("v1/chat/completions", Question("expert/smollm2")))];

        await gateway.ReplaceAsync("Int8");
        ApiAnswer moved = await Polling.ForAsync("the new version to answer", TimeSpan.FromMinutes(1), async () =>
        {
            ApiAnswer answer = await client.PostAsync("v1/chat/completions", Question("expert/smollm2"));
            Assert.Equal(200, answer.Status);
            return (string)answer.Json["model"]! == first ? null : answer;
        });

        Assert.All(await Task.WhenAll(running), answer => Assert.Equal(200, answer.Status));
        Assert.NotEmpty(moved.Content);
        Assert.Equal(first, (string)(await client.PostAsync("v1/chat/completions", Question(first))).Json["model"]!);
    }

    [Theory]
    [InlineData("smollm2")]
    [InlineData("expert/smollm2")]
    public async Task The_shell_asks_a_local_model_by_its_name_or_as_clients_do(string model)
    {
        ProgramResult asked = await gateway.CliAsync("ask", model, "Hello", "--max-tokens", "8");

        Assert.True(asked.ExitCode == 0, asked.Errors);
        Assert.StartsWith("Hello", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embeddings_of_an_imported_model_have_length_one_and_know_what_is_alike()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.PostAsync("v1/embeddings", new JsonObject
        {
            ["model"] = "minilm",
            ["input"] = new JsonArray("The cat sits on the mat.", "A kitten is lying on a rug.", "Interest rates rose by a quarter point."),
            ["encoding_format"] = "base64",
        }.ToJsonString());

        float[][] vectors = [.. answer.Json["data"]!.AsArray().Select(item => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)item!["embedding"]!)).ToArray())];
        Assert.All(vectors, vector => Assert.Equal(1, Dot(vector, vector), 1e-4)); // 384 float32 squares
        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]) + 0.3, "Two sentences about a cat are nearer than one about money.");
    }

    private static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();

    /// <summary>A greeting that every precision answers alike: in float32 the first token is 2.6 nats ahead of the next one.</summary>
    private static string Question(string model, bool stream = false) => new JsonObject
    {
        ["model"] = model,
        ["messages"] = new JsonArray(
            new JsonObject { ["role"] = "user", ["content"] = "Hello" }),
        ["temperature"] = 0,
        ["max_tokens"] = 32,
        ["stream"] = stream,
    }.ToJsonString();
}
