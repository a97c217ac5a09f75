using System.Text.Json.Nodes;
using Xunit;

namespace Gateway.Tests.LocalModels;

public sealed class ExpertEmbeddingTests
{
    private const string Path = "/v1/embeddings";

    [Fact]
    public async Task Each_text_gets_its_vector_in_order()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var answer = await gateway.AskAsync(Path, Body(new JsonArray("a", "bc")));

        Assert.Equal(("list", "expert/vectors@v1"), ((string?)answer["object"], (string?)answer["model"]));
        foreach (var (item, token) in answer["data"]!.AsArray().Zip([0.097f, 0.098f]))
        {
            var vector = item!["embedding"]!.AsArray().Select(value => (float)value!).ToArray();
            Assert.Equal(token / 0.6f, vector[3] / vector[0], 1e-6f); // three float32 roundings
            Assert.Equal(1, vector.Sum(value => value * value), 1e-6f); // OpenAI's are of length 1, this model's are not
        }
        Assert.Equal((3, 3), ((int)answer["usage"]!["prompt_tokens"]!, (int)answer["usage"]!["total_tokens"]!));
    }

    [Fact]
    public async Task Base64_holds_the_same_numbers_as_little_endian_floats()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var answer = await gateway.AskAsync(Path, Body("a", ("encoding_format", "base64")));

        var bytes = Convert.FromBase64String((string)answer["data"]![0]!["embedding"]!);
        Assert.Equal(16, bytes.Length);
        Assert.Equal(0.097f / 0.6f, BitConverter.ToSingle(bytes, 12) / BitConverter.ToSingle(bytes, 0), 1e-6f); // three float32 roundings
    }

    [Fact]
    public async Task Fewer_dimensions_are_the_first_ones_at_length_one()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var vector = (await gateway.AskAsync(Path, Body("a", ("dimensions", 2))))["data"]![0]!["embedding"]!.AsArray().Select(value => (float)value!).ToArray();

        Assert.Equal(2, vector.Length);
        Assert.Equal(1, (vector[0] * vector[0]) + (vector[1] * vector[1]), 1e-6f); // one float32 rounding each
        Assert.Equal(0.6f / 0.48f, vector[0] / vector[1], 1e-6f);
    }

    [Theory]
    [InlineData("dimensions", "5", "dimensions")]
    [InlineData("encoding_format", "\"hex\"", "encoding_format")]
    [InlineData("input", "\"\"", "input")]
    [InlineData("input", "[]", "input")]
    [InlineData("input", "[1,\"a\"]", "input[1]")]
    [InlineData("input", "[70000]", "input")]
    [InlineData("input", "null", "input")]
    public async Task A_wrong_member_is_refused_by_name(string member, string value, string param)
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, Body("a", (member, JsonNode.Parse(value))));

        Assert.Equal((400, param), (status, (string?)error["param"]));
    }

    [Fact]
    public async Task A_text_that_the_model_cannot_read_whole_is_refused_not_cut()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var (status, error, _) = await gateway.RefusedAsync(Path, Body(new string('x', 65)));

        Assert.Equal((400, "context_length_exceeded"), (status, (string?)error["code"]));
    }

    [Fact]
    public async Task The_configured_embedding_model_answers_under_its_own_name()
    {
        await using var gateway = await new LocalGateway { Settings = ["--Experts:EmbeddingModel=vectors"] }.StartAsync();

        var body = Body("a");
        body["model"] = "vectors";

        Assert.Single((await gateway.AskAsync(Path, body))["data"]!.AsArray());
    }

    [Fact]
    public async Task A_language_model_says_that_it_computes_no_embeddings()
    {
        await using var gateway = await new LocalGateway().StartAsync();

        var body = Body("a");
        body["model"] = "expert/echo";
        var (status, error, _) = await gateway.RefusedAsync(Path, body);

        Assert.Equal((400, "unsupported_model"), (status, (string?)error["code"]));
    }

    private static JsonObject Body(JsonNode input, params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject { ["model"] = "expert/vectors", ["input"] = input };
        foreach (var (name, value) in members)
            body[name] = value;
        return body;
    }
}
