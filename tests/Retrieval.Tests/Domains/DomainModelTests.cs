using Retrieval.Domains;
using Xunit;

namespace Retrieval.Tests.Domains;

public sealed class DomainModelTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Questions_about_the_documents_score_above_questions_about_anything_else()
    {
        await IngestAsync();
        var model = DomainModel.Load(_library.Store);
        var inside = new[] { "What is the excess of the Vashford Crop Bond?", "waiting period vashford crop bond", "Who accepts hail risks on the crop bond?" };
        var outside = new[] { "Who painted the Mona Lisa?", "play some jazz music", "what is the capital of australia", "How do I reverse a linked list in Python?" };
        Assert.True(inside.Min(q => model.Score(q)[0].Probability) > outside.Max(q => model.Score(q)[0].Probability));
        Assert.All(outside, q => Assert.True(model.Score(q)[0].Probability < 0.5));
    }

    [Fact]
    public async Task Scores_are_equal_for_equal_questions_and_explain_themselves()
    {
        await IngestAsync();
        var model = DomainModel.Load(_library.Store);
        var a = model.Score("excess of Vashford Crop Bond for zebras");
        var b = DomainModel.Load(_library.Store).Score("excess of Vashford Crop Bond for zebras");
        Assert.Equal(a.Select(s => (s.Domain, s.Probability, s.RawScore)), b.Select(s => (s.Domain, s.Probability, s.RawScore)));
        Assert.True(a[0].TopTerms.Single(t => t.Term == "vashford").Weight > 0);
        Assert.True(a[0].TopTerms.Single(t => t.Term == "zebra").Weight < 0);
    }

    [Fact]
    public async Task Of_two_domains_the_one_that_knows_the_words_wins()
    {
        await IngestAsync();
        _library.Delete("crop.md");
        await _library.With("tea.md", "Oolong and sencha teas are brewed at eighty degrees. The kettle stands in the pantry.").IngestAsync("tea");
        Assert.Equal("tea", DomainModel.Load(_library.Store).Score("How is sencha brewed in the kettle?")[0].Domain);
    }

    [Fact]
    public void Without_documents_there_is_no_score() => Assert.Empty(DomainModel.Load(_library.Store).Score("anything"));

    private Task IngestAsync() => _library.With(
        "crop.md",
        "# Vashford Crop Bond\n\nThe excess of Vashford Crop Bond is 210 crowns. Hail risks are accepted by the river desk.\n\n## Waiting period\n\nCover begins after a waiting period of 98 days.").IngestAsync();
}
