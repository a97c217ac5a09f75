using FsCheck;
using FsCheck.Fluent;
using Trainer.Corpus.Filtering;
using Xunit;
using static Trainer.Tests.Corpus.Drafts;

namespace Trainer.Tests.Corpus;

public sealed class NearDuplicateTests
{
    /// <summary>128 functions: the standard error is sqrt(J (1 - J) / 128), at most 0.044; five of them are missed once in 1.7 million.</summary>
    [Fact]
    public void The_estimate_is_within_five_standard_errors_of_the_exact_similarity()
    {
        Prop.ForAll(Gen.Choose(0, 200).Two().ToArbitrary(), pair =>
        {
            var words = Prose(pair.Item2).Split(' ');
            var left = string.Join(' ', words);
            var right = string.Join(' ', words.Select((word, at) => at >= pair.Item1 ? word + "x" : word));
            var (a, b) = (MinHash.Shingles(left), MinHash.Shingles(right));
            var exact = a.Intersect(b).Count() / (double)a.Union(b).Count();
            return Math.Abs(MinHash.Similarity(MinHash.Signature(left), MinHash.Signature(right)) - exact) <= 5 * Math.Sqrt(exact * (1 - exact) / MinHash.Functions) + 1e-9;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_older_of_two_nearly_equal_documents_is_dropped_and_the_other_named()
    {
        var text = Prose(1);
        var judged = new DocumentFiltering(new(), []).Run([Draft("a.md", text, new(2024, 1, 1)), Draft("b.md", text + " and a few more words", new(2025, 1, 1))]);

        Assert.Equal(("shop/a.md", "near-duplicate"), (judged[0].Record.Id, judged[0].Record.Fate));
        Assert.Contains("'shop/b.md'", judged[0].Record.Reason, StringComparison.Ordinal);
        Assert.Null(judged[1].Record.Fate);
    }

    [Fact]
    public void A_page_with_other_figures_is_another_page()
    {
        var text = Prose(2);
        var judged = new DocumentFiltering(new(), []).Run([Draft("a.md", text + " limit 300 crowns"), Draft("b.md", text + " limit 400 crowns")]);

        Assert.All(judged, one => Assert.Null(one.Record.Fate));
    }

    [Fact]
    public void Different_documents_are_kept()
    {
        var judged = new DocumentFiltering(new(), []).Run(Enumerable.Range(0, 50).Select(seed => Draft($"{seed}.md", Prose(seed))));

        Assert.All(judged, one => Assert.Null(one.Record.Fate));
    }
}
