using Experts.Serving;
using Support.Models;
using Xunit;

namespace Experts.Tests.Serving;

public sealed class TextEmbedderTests
{
    [Theory]
    [InlineData(null, new[] { 0.6f, 0, 0.8f })]
    [InlineData(2, new[] { 1f, 0 })]
    public async Task Vectors_have_length_one_although_the_model_does_not_norm_them(int? dimensions, float[] expected)
    {
        await using var embedder = new TextEmbedder("e", ByteTokenizer.Instance, 8, 3, (_, _) => Task.FromResult<IReadOnlyList<float[]>>([[3, 0, 4]]), null);

        var embedded = Assert.Single(await embedder.EmbedAsync([[1]], dimensions, TestContext.Current.CancellationToken));

        Assert.Equal(expected, embedded.Vector.ToArray()); // 3/5 and 4/5 are one correctly rounded division each
    }

    [Fact]
    public async Task A_vector_of_zeros_stays_one()
    {
        await using var embedder = new TextEmbedder("e", ByteTokenizer.Instance, 8, 2, (_, _) => Task.FromResult<IReadOnlyList<float[]>>([[0, 0]]), null);

        var embedded = Assert.Single(await embedder.EmbedAsync([[1]], null, TestContext.Current.CancellationToken));

        Assert.Equal([0, 0], embedded.Vector.ToArray());
    }
}
