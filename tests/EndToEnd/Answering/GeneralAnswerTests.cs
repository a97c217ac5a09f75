using EndToEnd.Running;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Answering;

/// <summary>Answers for which a general model is asked.</summary>
[Collection(ModelGatewayTests.Name)]
public sealed class GeneralAnswerTests(ModelGateway gateway)
{
    private static readonly SampleQuestion Known = SampleQuestion.Of("document")[1];
    private static readonly SampleQuestion Outside = SampleQuestion.Of("outside")[0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_outside_the_documents_reaches_the_general_model_as_it_was_asked(bool stream)
    {
        using ApiClient client = gateway.Client();
        string user = $"outside-{stream}";

        ApiAnswer answer = await client.AskAsync("auto", Outside.Text, stream, user);

        RecordedRequest asked = Assert.Single(gateway.Upstream.Requests.Of(user));
        Assert.Equal(ModelGateway.EchoModel, asked.Model);
        Assert.Equal(Outside.Text, (string?)Assert.Single(asked.Json["messages"]!.AsArray())!["content"]);
        Assert.Contains(Outside.Text, answer.Content);
        Assert.Empty(answer.Citations);
        Assert.StartsWith("none", answer.Headers["x-gateway-route"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_about_the_domain_reaches_the_model_with_sources_whose_labels_become_citations(bool stream)
    {
        using ApiClient client = gateway.Client();
        string user = $"inside-{stream}";

        ApiAnswer answer = await client.AskAsync("auto", Known.Text, stream, user);

        RecordedRequest asked = Assert.Single(gateway.Upstream.Requests.Of(user));
        string prompt = asked.Json["messages"]!.ToJsonString();
        Assert.True(Known.IsAnsweredBy(prompt), prompt);
        Assert.Contains("[1]", answer.Content);
        Assert.All(answer.Citations, citation => Assert.Equal('[', answer.Content[(int)citation["start_index"]!]));
        Assert.Contains(answer.Citations, citation => ((string)citation["url"]!).StartsWith(gateway.Process.Root + "v1/documents/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_model_is_asked_with_the_bytes_of_the_client_and_the_key_of_the_gateway()
    {
        using ApiClient client = gateway.Client();
        const string Body = """{ "messages": [{"role":"user","content":"Hi  there"}], "unknown_field": {"a":[1,2.50]}, "user":"bytes", "model": "text" }""";

        ApiAnswer answer = await client.PostAsync("v1/chat/completions", Body);

        RecordedRequest asked = Assert.Single(gateway.Upstream.Requests.Of("bytes"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(Body, System.Text.Encoding.UTF8.GetString(asked.Body.Span));
        Assert.Equal("Bearer " + gateway.Upstream.ApiKey, asked.Headers["Authorization"]);
    }
}
