using Gateway.Augmentation;
using Xunit;

namespace Gateway.Tests.Augmentation;

public sealed class CitationsTests
{
    private readonly Citations _citations = new(() => "http://gateway");

    [Fact]
    public void Each_label_becomes_an_annotation_at_its_place()
    {
        const string answer = "It is five [1], since May [2].";

        var found = _citations.In(answer, Passages.Sources(Passages.Of("a b", "x"), Passages.Of("c", "y")).Items);

        Assert.Equal(["[1]", "[2]"], found.Select(item => answer[item.UrlCitation!.StartIndex..item.UrlCitation.EndIndex]));
        Assert.Equal("http://gateway/v1/documents/law/a%20b#char=10,11", found[0].UrlCitation!.Url);
        Assert.Equal("a b > Part", found[0].UrlCitation!.Title);
    }

    [Theory]
    [InlineData("An array [0] and a source that is not there [3].")]
    [InlineData("[99999999999999] [] [x] 1]")]
    public void Labels_of_no_source_are_no_citations(string answer)
    {
        Assert.Empty(_citations.In(answer, Passages.Sources(Passages.Of("a", "x")).Items));
    }
}
