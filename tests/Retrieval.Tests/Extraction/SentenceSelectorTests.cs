using Retrieval.Documents;
using Retrieval.Extraction;
using Xunit;

namespace Retrieval.Tests.Extraction;

public sealed class SentenceSelectorTests : IDisposable
{
    private const string Plan = """
        ---
        title: Vashford Crop Bond
        ---
        The Vashford Crop Bond is sold in the valleys. Customers bear the first 210 crowns of each loss. Cover begins 98 days after signature.

        | Term | Value |
        | --- | --- |
        | Tariff code | RZ-657 |
        | Annual limit | 59,750 crowns |
        """;

    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("What is the deductible of the Vashford Crop Bond?", "210 crowns")]
    [InlineData("How long is the waiting period of the Vashford Crop Bond?", "98 days")]
    [InlineData("Which booking key does the Vashford Crop Bond have?", "RZ-657")]
    [InlineData("What is the maximum payout of the Vashford Crop Bond in a year?", "59,750 crowns")]
    public async Task The_sentence_or_row_with_the_answer_is_chosen_in_other_words_too(string question, string answer)
    {
        var passages = await PassagesAsync(question);
        var chosen = new SentenceSelector(0).Answer(question, passages);
        Assert.Contains(answer, chosen.Sentences[0].Text);
        Assert.False(chosen.Abstained);
    }

    [Fact]
    public async Task Offsets_point_into_the_extracted_text()
    {
        const string question = "Which tariff code has the Vashford Crop Bond?";
        var passages = await PassagesAsync(question);
        var answer = new SentenceSelector(0).Answer(question, passages);
        Assert.All(answer.Sentences, s => Assert.Equal(s.Text, _library.Store.GetText(passages[s.PassageIndex].DocumentId)![s.Start..s.End]));
    }

    [Fact]
    public async Task A_question_that_nothing_supports_is_declined_with_its_confidence()
    {
        var passages = await PassagesAsync("crop bond");
        var answer = new SentenceSelector().Answer("Who painted the Mona Lisa in Florence?", passages);
        Assert.True(answer.Abstained);
        Assert.Equal("", answer.Text);
        Assert.Contains("below the threshold", answer.Reason);
    }

    [Fact]
    public void Nothing_to_read_is_a_reason_to_abstain()
    {
        Assert.Equal((true, "no passage was found"), (new SentenceSelector().Answer("limit?", []).Abstained, new SentenceSelector().Answer("limit?", []).Reason));
        Assert.True(new SentenceSelector().Answer("?", [Passage("Some text.")]).Abstained);
    }

    [Fact]
    public void Equal_inputs_give_equal_answers()
    {
        var passages = new[] { Passage("The limit is 5 crowns. The fee is 7 crowns."), Passage("The limit was 4 crowns.") };
        var first = new SentenceSelector(0).Answer("What is the limit?", passages);
        var second = new SentenceSelector(0).Answer("What is the limit?", passages);
        Assert.Equal((first.Text, first.Confidence, first.Reason), (second.Text, second.Confidence, second.Reason));
        Assert.Equal(first.Sentences, second.Sentences);
    }

    private static Passage Passage(string text) => new("d/" + text.Length, "d", "Rules", "Rules", null, "r.md", "", 0, text.Length, text, 1);

    private async Task<IReadOnlyList<Passage>> PassagesAsync(string question)
    {
        await _library.With("plan.md", Plan).With("other.md", "# Tea\n\nThe kettle stands in the pantry.").IngestAsync();
        return await _library.SearchAsync(question);
    }
}
