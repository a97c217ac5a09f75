using Retrieval.Lexical;
using Xunit;

namespace Retrieval.Tests.Lexical;

public class AnswerExpectationTests
{
    [Theory]
    [InlineData("for how long is it kept", "how long")]
    [InlineData("how soon is it paid", "how soon")]
    [InlineData("how heavy may it be", "how large")]
    [InlineData("how do i ring", "how")]
    [InlineData("whose signature does it need", "who")]
    [InlineData("on which day is it paid", "what date")]
    [InlineData("what is it", "what")]
    [InlineData("tell me the limit", "none")]
    public void The_form_of_a_question_is_its_question_word_and_what_makes_it_telling(string question, string form) =>
        Assert.Equal(form, AnswerExpectation.FormOf(question.Split(' ')));

    [Theory]
    [InlineData("how long", "Duration, Number", "Code, Number")]
    [InlineData("when", "Date, Number", "Unit")]
    [InlineData("who", "Person, Name", "Money, Number")]
    [InlineData("what number money", "Money, Number", "Person, Name")]
    public void A_value_of_the_asked_kind_is_expected_more_than_another(string form, string asked, string other) =>
        Assert.True(AnswerExpectation.Of(form, Enum.Parse<AnswerKind>(asked)) > AnswerExpectation.Of(form, Enum.Parse<AnswerKind>(other)) + 0.2, $"{AnswerExpectation.Of(form, Enum.Parse<AnswerKind>(asked))} {AnswerExpectation.Of(form, Enum.Parse<AnswerKind>(other))}");

    [Fact]
    public void An_unknown_form_expects_nothing() => Assert.Equal(0, AnswerExpectation.Of("how odd", AnswerKind.Money));

    [Theory]
    [InlineData("Work without a plan is refunded at 60 per cent.", "Share")]
    [InlineData("One in fifteen is trained.", "Share")]
    [InlineData("Risks within 40 metres of a bank are visited.", "Measure")]
    [InlineData("They are trained every two years.", "Frequency")]
    public void Shares_measures_and_frequencies_are_seen(string sentence, string kind) =>
        Assert.True(ValueKinds.In(sentence, Tokenizer.Tokenize(sentence), new HashSet<string>()).HasFlag(Enum.Parse<AnswerKind>(kind)));
}
