using Retrieval.Documents;
using Trainer.Corpus;
using Trainer.Corpus.Filtering;
using Xunit;
using static Trainer.Tests.Corpus.Drafts;

namespace Trainer.Tests.Corpus;

public sealed class DocumentFilteringTests
{
    public static TheoryData<string, string?> Fates => new()
    {
        { "plain", null },
        { "not for training", "training mark" },
        { "no consent", "consent" },
        { "superseded", "superseded" },
        { "private", "excluded path" },
        { "short", "junk" },
        { "dump", "junk" },
        { "repeated", "junk" },
    };

    [Theory]
    [MemberData(nameof(Fates))]
    public void Each_document_goes_the_way_that_its_rule_says(string what, string? fate)
    {
        var text = Prose(3);
        var draft = what switch
        {
            "not for training" => Draft("a.md", text, rights: new DocumentRights("MIT", false, null)),
            "no consent" => Draft("a.md", text, rights: new DocumentRights(null, null, false)),
            "superseded" => Draft("a.md", text, supersededBy: "shop/b.md"),
            "private" => Draft("private/a.md", text),
            "short" => Draft("a.md", "Only five words stand here."),
            "dump" => Draft("a.md", string.Join('\n', Enumerable.Range(0, 50).Select(i => "{[(<" + i + ">)]} ++ == %% && ||"))),
            "repeated" => Draft("a.md", string.Join('\n', Enumerable.Repeat("The same line of words stands here again and again.", 30))),
            _ => Draft("a.md", text),
        };

        var (record, kept) = Assert.Single(new DocumentFiltering(new CorpusSettings { ExcludedPaths = ["private"] }, [draft]).Run([draft]));

        Assert.Equal(fate, record.Fate);
        Assert.Equal(fate is null, kept is not null);
        Assert.Equal(fate is null, record.Reason is null);
        Assert.Equal(fate is null, record.Characters > 0);
        Assert.DoesNotContain(fate, record.Passed);
    }

    [Fact]
    public void Licence_and_consent_can_be_required()
    {
        var settings = new CorpusSettings { AllowedLicences = ["MIT"], RequiresConsent = true };
        DraftDocument[] drafts =
        [
            Draft("a.md", Prose(1), rights: new DocumentRights("mit", null, true)),
            Draft("b.md", Prose(2), rights: new DocumentRights("CC-BY-NC-4.0", null, true)),
            Draft("c.md", Prose(3), rights: new DocumentRights("MIT", null, null)),
            Draft("d.md", Prose(4)),
        ];

        Assert.Equal([null, "licence", "consent", "licence"], new DocumentFiltering(settings, drafts).Run(drafts).Select(one => one.Record.Fate));
    }

    [Fact]
    public void Lines_of_many_documents_go_and_lines_that_differ_in_a_figure_stay()
    {
        DraftDocument[] drafts = [.. Enumerable.Range(0, 20).Select(i => Draft($"{i}.md", $"Confidential. Do not copy.\n{Prose(i)}\nThe excess is {i + 100} crowns."))];

        var judged = new DocumentFiltering(new CorpusSettings(), drafts).Run(drafts);

        Assert.All(judged, one => Assert.DoesNotContain("Confidential", one.Kept!.Text, StringComparison.Ordinal));
        Assert.All(judged, one => Assert.Contains("The excess is 1", one.Kept!.Text, StringComparison.Ordinal));
        Assert.All(judged, one => Assert.Equal(1, one.Record.LinesDropped));
    }

    [Theory]
    [InlineData(PersonalDataPolicy.Redact, null, "[e-mail]")]
    [InlineData(PersonalDataPolicy.Keep, null, "a@b.org")]
    [InlineData(PersonalDataPolicy.Drop, "personal data", null)]
    public void Personal_data_is_treated_by_policy_and_counted(PersonalDataPolicy policy, string? fate, string? left)
    {
        var draft = Draft("a.md", Prose(5) + " a@b.org");

        var (record, kept) = Assert.Single(new DocumentFiltering(new CorpusSettings { PersonalData = policy }, [draft]).Run([draft]));

        Assert.Equal(fate, record.Fate);
        Assert.Equal(left is not null, kept is not null && kept.Text.EndsWith(left!, StringComparison.Ordinal));
        if (fate is null)
        {
            Assert.Equal(1, record.Redacted["e-mail"]);
        }
    }

    [Theory]
    [InlineData("The excess is 380 crowns.", false)]
    [InlineData("Excess: 380 crowns; Limit: 12,000 crowns", false)]
    [InlineData("09:15 to 14:15", false)]
    [InlineData("----------======----------", true)]
    [InlineData("caf\uFFFD au lait", true)]
    public void A_line_is_junk_only_when_it_is_no_language(string line, bool expected)
    {
        Assert.Equal(expected, Junk.IsJunk(line));
        Assert.True(Junk.IsJunk(new string('A', 101)));
    }
}
