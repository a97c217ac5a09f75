using Retrieval.Aliases;
using Retrieval.Extraction;
using Xunit;

namespace Retrieval.Tests.Aliases;

public sealed class AliasTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("Nickname: the Weasel; Product: Vashford Crop Bond", "Weasel", "Vashford Crop Bond")]
    [InlineData("Product: Vashford Crop Bond; Also called: Weasel", "weasel", "Vashford Crop Bond")]
    [InlineData("We sell the Vashford Crop Bond, known as the Weasel.", "Weasel", "Vashford Crop Bond")]
    [InlineData("The limit of Vashford Crop Bond (Weasel) is 5 crowns.", "Weasel", "Vashford Crop Bond")]
    public void A_text_that_explains_a_nickname_gives_the_full_name(string text, string name, string full) =>
        Assert.Equal(full, AliasReader.FullName(text, name));

    [Theory]
    [InlineData("Town: Weasel; Product: Vashford Crop Bond")]
    [InlineData("The Weasel was seen near the Vashford Crop Bond.")]
    [InlineData("Nickname: the Weasels; Product: Vashford Crop Bond")]
    public void Names_that_only_stand_together_explain_nothing(string text) => Assert.Null(AliasReader.FullName(text, "Weasel"));

    [Fact]
    public void A_question_without_an_explained_name_stays_as_it_is() =>
        Assert.Equal("Who likes the Otter?", QuestionNames.Expand("Who likes the Otter?", ["Nickname: the Weasel; Product: Vashford Crop Bond"]));

    [Fact]
    public async Task A_question_by_nickname_is_answered_from_the_document_that_never_uses_it()
    {
        await _library.With("names.md", "# Nicknames\n\n| Nickname | Product |\n| --- | --- |\n| the Weasel | Vashford Crop Bond |\n| the Otter | Briskstead Motor Plan |\n")
            .With("bond.md", "# Vashford Crop Bond\n\nCustomers bear the first 210 crowns of each loss.\n")
            .With("motor.md", "# Briskstead Motor Plan\n\nCustomers bear the first 90 crowns of each loss.\n").IngestAsync();
        const string question = "What is the deductible of the Weasel?";
        var passages = await _library.SearchAsync(question);
        Assert.Contains(passages, p => p.Path == "names.md");
        Assert.Contains("210 crowns", new SentenceSelector(0).Answer(question, passages).Sentences[0].Text);
    }
}
