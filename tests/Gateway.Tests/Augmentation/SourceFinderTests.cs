using Gateway.Augmentation;
using Xunit;

namespace Gateway.Tests.Augmentation;

public sealed class SourceFinderTests
{
    [Fact]
    public void Within_one_title_the_newest_document_comes_first_and_other_titles_keep_their_rank()
    {
        var found = SourceFinder.NewestFirst(
        [
            Passages.Of("Terms", "old", new DateOnly(2020, 1, 1)),
            Passages.Of("Other", "other", new DateOnly(2019, 1, 1)),
            Passages.Of("Terms", "new", new DateOnly(2026, 1, 1)),
            Passages.Of("Terms", "undated"),
        ]);

        Assert.Equal(["new", "other", "old", "undated"], found.Select(passage => passage.Text));
    }
}
