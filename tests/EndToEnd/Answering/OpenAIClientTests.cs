using System.ClientModel;
using EndToEnd.Running;
using OpenAI;
using OpenAI.Chat;
using Support;
using Xunit;

namespace EndToEnd.Answering;

/// <summary>The same through OpenAI's client for .NET, told nothing but the address and the key.</summary>
public sealed class OpenAIClientTests(SampleGateway gateway)
{
    private static readonly SampleQuestion Known = SampleQuestion.Of("document")[1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ChatClient Client => new(
        "auto", new ApiKeyCredential(GatewayProcess.AppKey), new OpenAIClientOptions { Endpoint = gateway.Process.BaseUrl });

    [Fact]
    public async Task The_answer_and_its_citations_arrive()
    {
        ChatCompletion answer = await Client.CompleteChatAsync([new UserChatMessage(Known.Text)], cancellationToken: Stop);

        Assert.True(Known.IsAnsweredBy(answer.Content[0].Text), answer.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        ChatMessageAnnotation citation = answer.Annotations[0];
        Assert.StartsWith(gateway.Process.Root + "v1/documents/", citation.WebResourceUri.ToString());
        Assert.Equal("[", answer.Content[0].Text.Substring(citation.StartIndex, 1));
    }

    [Fact]
    public async Task A_streamed_answer_arrives_whole()
    {
        string text = "";
        ChatFinishReason? finish = null;
        await foreach (StreamingChatCompletionUpdate update in
            Client.CompleteChatStreamingAsync([new UserChatMessage(Known.Text)], cancellationToken: Stop))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            finish = update.FinishReason ?? finish;
        }

        Assert.True(Known.IsAnsweredBy(text), text);
        Assert.Equal(ChatFinishReason.Stop, finish);
    }

    [Fact]
    public async Task A_wrong_key_is_told_to_the_caller_as_a_401()
    {
        ChatClient client = new("auto", new ApiKeyCredential("sk-not-a-key-of-this-gateway"), new OpenAIClientOptions { Endpoint = gateway.Process.BaseUrl });

        ClientResultException refused = await Assert.ThrowsAsync<ClientResultException>(
            () => client.CompleteChatAsync([new UserChatMessage(Known.Text)], cancellationToken: Stop));

        Assert.Equal(401, refused.Status);
    }
}
