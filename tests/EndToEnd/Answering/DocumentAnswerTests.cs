using System.Globalization;
using System.Text.Json.Nodes;
using EndToEnd.Running;
using Support;
using Xunit;

namespace EndToEnd.Answering;

/// <summary>Answers from the documents alone, read without any client library.</summary>
public sealed class DocumentAnswerTests(SampleGateway gateway)
{
    private const int Asked = 20;

    /// <summary>The least share: over all questions it is to be 0.8, from which twenty may stray by a standard deviation.</summary>
    private const double Wanted = 0.7;

    private static readonly SampleQuestion Known = SampleQuestion.Of("document")[1];
    private static readonly SampleQuestion Outside = SampleQuestion.Of("outside")[0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_about_the_domain_is_answered_and_each_citation_leads_to_its_sentence(bool stream)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("auto", Known.Text, stream);

        Assert.Equal(200, answer.Status);
        Assert.True(Known.IsAnsweredBy(answer.Content), answer.Text);
        Assert.NotEmpty(answer.Citations);
        foreach (JsonNode citation in answer.Citations)
        {
            await AssertQuotesAsync(client, answer.Content, citation);
        }
    }

    [Fact]
    public async Task Most_answerable_questions_are_answered_from_a_cited_sentence_that_holds_the_answer()
    {
        using ApiClient client = gateway.Client();
        List<string> wrong = [];
        foreach (SampleQuestion question in SampleQuestion.Of("document").Take(Asked))
        {
            ApiAnswer answer = await client.AskAsync("auto", question.Text);
            if (!answer.Citations.Any() || !question.IsAnsweredBy(answer.Content))
            {
                wrong.Add($"{question.Text} - {answer.Content} - expected {question.Answers[0]}");
            }
        }

        Assert.True(
            wrong.Count <= Asked * (1 - Wanted),
            $"{wrong.Count} of {Asked} were answered wrongly:\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_names_its_request_record_route_and_overhead(bool stream)
    {
        using ApiClient client = gateway.Client();
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);

        ApiAnswer answer = await client.AskAsync("auto", Known.Text, stream);

        JsonNode record = await admin.RecordAsync(answer.AuditId);
        Assert.StartsWith("req_", answer.Headers["x-request-id"]);
        Assert.Equal(answer.Headers["x-request-id"], (string?)record["opened"]!["request_id"]);
        Assert.StartsWith("retrieve; domain=merrow-vane; score=", answer.Headers["x-gateway-route"]);
        Assert.InRange(double.Parse(answer.Headers["x-gateway-overhead-ms"], CultureInfo.InvariantCulture), 0.001, 60_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_outside_the_documents_gets_an_honest_answer_without_citations(bool stream)
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("auto", Outside.Text, stream);

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("This is not in the documents", answer.Content);
        Assert.Empty(answer.Citations);
        Assert.StartsWith("abstain", answer.Headers["x-gateway-route"]);
    }

    [Fact]
    public async Task A_stream_ends_with_its_finish_reason_and_the_end_mark()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("auto", Known.Text, stream: true);

        Assert.Equal("[DONE]", answer.Events.Last());
        Assert.Equal("stop", (string?)answer.Chunks.Last()["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task A_named_domain_is_asked_whatever_the_question_looks_like()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.AskAsync("auto/merrow-vane", Outside.Text);

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("retrieve; domain=merrow-vane", answer.Headers["x-gateway-route"]);
    }

    [Fact]
    public async Task An_unknown_model_and_an_unknown_domain_are_not_found()
    {
        using ApiClient client = gateway.Client();

        foreach (string model in new[] { "gpt-of-nowhere", "auto/nowhere" })
        {
            ApiAnswer answer = await client.AskAsync(model, Known.Text);
            Assert.Equal(404, answer.Status);
            Assert.Equal("model_not_found", (string?)answer.Json["error"]!["code"]);
        }
    }

    [Fact]
    public async Task The_models_are_listed_and_each_can_be_fetched_by_its_id()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer list = await client.GetAsync("v1/models");
        ApiAnswer one = await client.GetAsync("v1/models/auto/merrow-vane");
        ApiAnswer none = await client.GetAsync("v1/models/nothing");

        Assert.Equal(["auto", "auto/merrow-vane", "expert/merrow-vane"], list.Json["data"]!.AsArray().Select(model => (string?)model!["id"]));
        Assert.Equal("auto/merrow-vane", (string?)one.Json["id"]);
        Assert.Equal(404, none.Status);
    }

    [Fact]
    public async Task The_expert_of_the_sample_domain_answers_from_the_first_start_on()
    {
        using ApiClient client = gateway.Client();

        ApiAnswer answer = await client.PostAsync("v1/chat/completions", ApiClient.Question("expert/merrow-vane", "What is the annual limit of Vashford Crop Bond?"));

        Assert.Equal(200, answer.Status);
        Assert.Contains("59,750 crowns", (string?)answer.Json["choices"]![0]!["message"]!["content"]);
        Assert.StartsWith("expert/merrow-vane@", (string?)answer.Json["model"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dry_run_decides_as_the_real_answer_is_decided(bool inside)
    {
        using ApiClient client = gateway.Client();
        using ApiClient admin = gateway.Client(GatewayProcess.AdminKey);
        string body = ApiClient.Question("auto", inside ? Known.Text : Outside.Text);

        JsonNode dry = (await client.PostAsync("v1/route", body)).Json;
        ApiAnswer answer = await client.PostAsync("v1/chat/completions", body);
        JsonNode real = (await admin.RecordAsync(answer.AuditId))["opened"]!;

        Assert.Equal((string?)real["decision"]!["arm"], (string?)dry["arm"]);
        Assert.Equal((string?)real["decision"]!["domain"], (string?)dry["domain"]);
        Assert.Equal((string?)real["decision"]!["reason"], (string?)dry["reason"]);
        Assert.Equal((string?)real["decision"]!["router_version"], (string?)dry["router_version"]);
        Assert.Equal((double?)real["decision"]!["threshold"], (double?)dry["threshold"]);
        Assert.Equal(SourceIds(real["sources"]), SourceIds(dry["sources"]));
        Assert.Equal(inside, SourceIds(dry["sources"]).Any());
    }

    private static IEnumerable<string> SourceIds(JsonNode? sources) =>
        (sources?.AsArray() ?? []).Select(source => $"{source!["document_id"]} {source["start"]}-{source["end"]}");

    /// <summary>The document at the citation's address holds, between the characters it names, what the answer says.</summary>
    private static async Task AssertQuotesAsync(ApiClient client, string content, JsonNode citation)
    {
        var url = new Uri((string)citation["url"]!);
        ApiAnswer document = await client.GetAsync(url.GetLeftPart(UriPartial.Query));
        Assert.Equal(200, document.Status);
        int[] range = [.. url.Fragment["#char=".Length..].Split(',').Select(int.Parse)];
        string cited = ((string)document.Json["text"]!)[range[0]..range[1]].Trim();
        string before = content[..(int)citation["start_index"]!].TrimEnd();
        Assert.True(cited.Length > 0 && before.EndsWith(cited, StringComparison.Ordinal), $"Cited: '{cited}'. Said: '{before}'.");
    }
}
