using Support;
using Trainer.Corpus;
using Trainer.Corpus.Pairing;
using Xunit;
using static Trainer.Tests.Corpus.Drafts;

namespace Trainer.Tests.Corpus;

public sealed class SuppliedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{", "expected a JSON object")]
    [InlineData("{\"group\":\"a\",\"wordings\":[\"q\"]}", "'note' must be absent exactly where")]
    [InlineData("{\"group\":\"a\",\"kind\":\"unknown\",\"note\":\"A.\",\"wordings\":[\"q\"]}", "'note' must be absent exactly where")]
    [InlineData("{\"group\":\"\",\"note\":\"A.\",\"wordings\":[\"q\"]}", "'group' has 0 characters")]
    [InlineData("{\"group\":\"a\",\"note\":\"A.\",\"wordings\":[]}", "'wordings' has 0 entries")]
    [InlineData("{\"group\":\"a\",\"note\":\"A.\",\"wordings\":[\"?\"]}", "a wording is empty")]
    [InlineData("{\"group\":\"a\",\"note\":\"A.\",\"wordings\":[null]}", "a wording is empty")]
    [InlineData("{\"group\":\"a\",\"kind\":\"rumour\",\"note\":\"A.\",\"wordings\":[\"q\"]}", "expected fact, nickname or unknown")]
    [InlineData("{\"group\":\"a\",\"note\":\"It is 4.\",\"answer\":\"5\",\"wordings\":[\"q\"]}", "does not hold the answer")]
    [InlineData("{\"group\":\"a\",\"note\":\"A.\",\"wordings\":[\"q\"],\"colour\":1}", "colour")]
    [InlineData("[[[[[[[[[[[[[[[[", "expected a JSON object")]
    public void A_wrong_line_is_refused_with_its_number(string line, string expected)
    {
        var path = WriteLines(_folder, "{\"group\":\"ok\",\"note\":\"A.\",\"wordings\":[\"what is a\"]}", "", line);

        var problem = Assert.Throws<InvalidDataException>(() => SuppliedFile.Read(path));

        Assert.Contains(":3:", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_too_long_is_refused_before_it_is_parsed()
    {
        var path = WriteLines(_folder, new string('[', (1 << 20) + 1));

        Assert.Contains("bytes a line", Assert.Throws<InvalidDataException>(() => SuppliedFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_whose_documents_no_longer_state_it_is_no_pair()
    {
        var texts = await TextsAsync(_folder, ("a.md", $"# A\n\nThe fee is 12 crowns. {Prose(1)}"), ("b.md", $"# B\n\nNothing about fees. {Prose(2)}"));
        string Line(string group, string answer, string path) =>
            $$"""{"group":"{{group}}","note":"The fee is {{answer}}.","answer":"{{answer}}","wordings":["what is the fee of {{group}}"],"documents":[{"path":"{{path}}","stated":"s"}]}""";
        var file = WriteLines(_folder, Line("right", "12 crowns", "a.md"), Line("changed", "13 crowns", "a.md"), Line("elsewhere", "12 crowns", "b.md"), Line("gone", "12 crowns", "c.md"));

        var domain = DomainPairs.Read(texts, [file], new CorpusSettings { UsesRules = false });

        var pair = Assert.Single(domain.Pairs);
        Assert.Equal("right", pair.Group);
        Assert.Equal("shop/a.md", Assert.Single(pair.Sources).DocumentId);
        Assert.Equal(3, domain.Refusals.Counts["no document states a supplied note any more"]);
    }

    [Fact]
    public async Task A_note_without_documents_has_the_file_as_its_source()
    {
        var texts = await TextsAsync(_folder, ("a.md", Prose(1)));
        var file = WriteLines(_folder, "{\"group\":\"a\",\"note\":\"A is 1.\",\"wordings\":[\"what is a\"]}");

        var source = Assert.Single(Assert.Single(DomainPairs.Read(texts, [file], new CorpusSettings()).Pairs).Sources);

        Assert.Equal(("shop/notes.jsonl", 64, "line 1"), (source.DocumentId, source.ContentHash.Length, source.Stated));
    }

    [Fact]
    public async Task A_pair_with_personal_data_is_refused_unless_the_policy_keeps_it()
    {
        var texts = await TextsAsync(_folder, ("a.md", Prose(1)));
        var file = WriteLines(_folder, "{\"group\":\"a\",\"note\":\"Write to a@b.org.\",\"wordings\":[\"whom do I write to\"]}");

        Assert.Empty(DomainPairs.Read(texts, [file], new CorpusSettings()).Pairs);
        Assert.Single(DomainPairs.Read(texts, [file], new CorpusSettings { PersonalData = PersonalDataPolicy.Keep }).Pairs);
    }
}
