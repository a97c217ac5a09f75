using Gateway.Routing;
using Protocol.Chat;
using Xunit;

namespace Gateway.Tests.Routing;

public sealed class RoutingQuestionTests
{
    [Fact]
    public void The_last_user_message_is_the_question()
    {
        Assert.Equal(
            "Which form reports a broken window in the shop?",
            Question(("system", "Be brief."), ("user", "Hello, who are you and what can you do?"), ("assistant", "A gateway."), ("user", "Which form reports a broken window in the shop?")));
    }

    [Fact]
    public void A_short_follow_up_is_read_with_the_message_before_it()
    {
        Assert.Equal(
            "What is the excess of Farlmere Travel Shield?\nAnd its limit?",
            Question(("user", "What is the excess of Farlmere Travel Shield?"), ("assistant", "380 crowns."), ("user", "And its limit?")));
    }

    [Fact]
    public void A_conversation_without_user_text_has_an_empty_question()
    {
        Assert.Equal("", Question(("system", "Be brief."), ("user", "  ")));
    }

    [Fact]
    public void A_long_message_is_cut_to_its_last_part()
    {
        var question = Question(("user", new string('a', 10_000) + "the question"));

        Assert.Equal(RoutingQuestion.MostCharacters, question.Length);
        Assert.EndsWith("the question", question, StringComparison.Ordinal);
    }

    private static string Question(params (string Role, string Text)[] messages) => RoutingQuestion.From(new ChatRequest
    {
        Model = "auto",
        Messages = [.. messages.Select(message => ChatMessage.Of(message.Role, message.Text))],
    }).Text;
}
