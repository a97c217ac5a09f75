using Support.Models;
using Xunit;

namespace Gateway.Tests.LocalModels;

public sealed class LocalUpstreamTests
{
    private static readonly string[] Settings = ["--Upstreams:house:Kind=local", "--Upstreams:house:Expert=echo"];

    [Theory]
    [InlineData("auto")]
    [InlineData("house")]
    public async Task A_local_model_is_the_general_model_and_answers_by_its_upstreams_name(string model)
    {
        await using var gateway = await new LocalGateway { Settings = Settings }.StartAsync();

        var answer = await gateway.AskAsync("/v1/chat/completions", LocalGateway.Chat(model));

        Assert.Equal("The answer is 42.", (string?)answer["choices"]![0]!["message"]!["content"]);
        Assert.Equal("expert/echo@v1", (string?)answer["model"]);
    }

    [Fact]
    public async Task Auto_streams_from_a_local_model()
    {
        await using var gateway = await new LocalGateway { Settings = Settings }.StartAsync();

        var (response, text) = await gateway.PostAsync("/v1/chat/completions", LocalGateway.Chat("auto", ("stream", true)));

        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.Contains("house", (await gateway.RecordAsync(response)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_local_model_is_busy_auto_answers_without_it()
    {
        await using var gateway = await new LocalGateway { Settings = Settings, Engine = new ScriptedEngine(_ => []) { Places = 0 } }.StartAsync();

        var answer = await gateway.AskAsync("/v1/chat/completions", LocalGateway.Chat("auto"));

        Assert.Equal("extractive", (string?)answer["model"]);
    }

    [Fact]
    public async Task A_model_that_does_not_load_is_a_503_and_the_gateway_lives()
    {
        await using var gateway = await new LocalGateway { Load = _ => throw new InvalidDataException("torn") }.StartAsync();

        var (status, _, _) = await gateway.RefusedAsync("/v1/chat/completions", LocalGateway.Chat("expert/echo"));

        Assert.Equal(503, status);
        Assert.NotEmpty((await gateway.GetAsync("/v1/models"))["data"]!.AsArray());
    }

    [Fact]
    public async Task The_list_of_models_holds_experts_and_upstreams()
    {
        await using var gateway = await new LocalGateway { Settings = Settings }.StartAsync();

        var ids = (await gateway.GetAsync("/v1/models"))["data"]!.AsArray().Select(model => (string?)model!["id"]).ToList();

        Assert.Equal(["auto", "house", "expert/base", "expert/echo", "expert/vectors"], ids);
        Assert.Equal("expert/echo", (string?)(await gateway.GetAsync("/v1/models/expert%2Fecho"))["id"]);
    }
}
