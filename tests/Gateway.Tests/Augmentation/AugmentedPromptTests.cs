using Gateway.Augmentation;
using Protocol.Chat;
using Xunit;

namespace Gateway.Tests.Augmentation;

public sealed class AugmentedPromptTests
{
    private static readonly ChatRequest Asked = new() { Model = "auto", Messages = [ChatMessage.Of("user", "What is the limit?")] };

    [Fact]
    public void Sources_stand_in_a_system_message_before_the_untouched_conversation()
    {
        var prompt = Assemble(Passages.Sources(Passages.Of("Terms", "The limit is 5.", new DateOnly(2026, 1, 2))));

        Assert.Equal(2, prompt.Request.Messages.Count);
        Assert.Equal("system", prompt.Request.Messages[0].Role);
        Assert.Contains("[1] Terms > Part (2026-01-02)\nThe limit is 5.", prompt.Request.Messages[0].Text, StringComparison.Ordinal);
        Assert.Same(Asked.Messages[0], prompt.Request.Messages[1]);
    }

    [Fact]
    public void Without_sources_the_conversation_stays_as_it_is()
    {
        Assert.Same(Asked, Assemble(Sources.None).Request);
    }

    [Fact]
    public void A_source_that_does_not_fit_is_left_out_noted_and_the_rest_is_numbered_anew()
    {
        var prompt = Assemble(Passages.Sources(Passages.Of("Long", new string('x', 3000)), Passages.Of("Short", "Fits.")), sourceTokens: 200);

        var source = Assert.Single(prompt.Sources.Items);
        Assert.Equal((1, "Short"), (source.Label, source.Passage.Title));
        Assert.Contains("1 of 2 sources were left out", Assert.Single(prompt.Sources.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_the_client_asks_for_is_kept_free_in_the_context()
    {
        var sources = Passages.Sources(Passages.Of("Terms", new string('x', 300)));

        Assert.Single(AugmentedPrompt.Assemble(Asked with { MaxTokens = 100 }, sources, 2000, 1000).Sources.Items);
        Assert.Empty(AugmentedPrompt.Assemble(Asked with { MaxTokens = 800 }, sources, 2000, 1000).Sources.Items);
    }

    private static AugmentedPrompt Assemble(Sources sources, int sourceTokens = 2000) => AugmentedPrompt.Assemble(Asked, sources, sourceTokens, 8192);
}
