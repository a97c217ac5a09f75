using Xunit;

namespace Architecture.Folders;

public sealed class FolderCircleTests
{
    [Theory]
    [InlineData("A>B B>C A>C", "")]
    [InlineData("A>B B>A", "A>B B>A")]
    [InlineData("A>B B>C C>A", "A>B B>C C>A")]
    [InlineData("Top>A A>B B>A B>Bottom", "A>B B>A")]
    [InlineData("A>A", "")]
    public void What_cannot_be_peeled_is_the_circle(string uses, string circle)
    {
        Assert.Equal(circle, string.Join(' ', FolderCircle.In(Parse(uses)).Select(use => $"{use.From}>{use.To}")));
    }

    [Fact]
    public void A_circle_is_named_with_its_files_the_cheapest_cut_first()
    {
        string[] lines = [.. FolderCircle.Describe("P", Parse("A>B A>B B>A"))];

        Assert.StartsWith("P: B -> A (1 uses):", lines[0]);
        Assert.Contains("src/P/B/X.cs(7)", lines[0]);
        Assert.StartsWith("P: A -> B (2 uses):", lines[1]);
    }

    private static FolderUse[] Parse(string uses) =>
        [.. uses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(use => use.Split('>')).Select(use => new FolderUse(use[0], use[1], $"src/P/{use[0]}/X.cs", 7, "text"))];
}
