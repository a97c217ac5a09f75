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
    [InlineData("how long", AnswerKind.Duration | AnswerKind.Number, AnswerKind.Code | AnswerKind.Number)]
    [InlineData("when", AnswerKind.Date | AnswerKind.Number, AnswerKind.Unit)]
    [InlineData("who", AnswerKind.Person | AnswerKind.Name, AnswerKind.Money | AnswerKind.Number)]
    [InlineData("what number money", AnswerKind.Money | AnswerKind.Number, AnswerKind.Person | AnswerKind.Name)]
    public void A_value_of_the_asked_kind_is_expected_more_than_another(string form, AnswerKind asked, AnswerKind other) =>
        Assert.True(AnswerExpectation.Of(form, asked) > AnswerExpectation.Of(form, other) + 0.2, $"{AnswerExpectation.Of(form, asked)} {AnswerExpectation.Of(form, other)}");

    [Fact]
    public void An_unknown_form_expects_nothing() => Assert.Equal(0, AnswerExpectation.Of("how odd", AnswerKind.Money));

    [Theory]
    [InlineData("Work without a plan is refunded at 60 per cent.", AnswerKind.Share)]
    [InlineData("One in fifteen is trained.", AnswerKind.Share)]
    [InlineData("Risks within 40 metres of a bank are visited.", AnswerKind.Measure)]
    [InlineData("They are trained every two years.", AnswerKind.Frequency)]
    public void Shares_measures_and_frequencies_are_seen(string sentence, AnswerKind kind) =>
        Assert.True(ValueKinds.In(sentence, Tokenizer.Tokenize(sentence), new HashSet<string>()).HasFlag(kind));
}
