using System.Numerics.Tensors;
using LanguageModels.Tests.Graphs;
using Xunit;

namespace LanguageModels.Tests.Importing;

/// <summary>From a text to its vector through the files that an import leaves: tokenizer, limit, graph, session.</summary>
public sealed class EmbeddingTextTests(ImportedMiniLm model) : IClassFixture<ImportedMiniLm>
{
    [Fact]
    public void Texts_get_the_tokens_and_the_vectors_of_the_reference()
    {
        model.SkipWhenAbsent();
        Assert.Equal(model.Golden["texts"]!.AsArray().Select(text => GoldenDecoder.Ids(text!["ids"]!)), model.Texts.Select(model.TokensOf));

        // The checkpoint's float16 weights against the float32 ones of the reference: at most 1.1e-6 and 3.2e-4.
        var pairs = model.Found().Zip(model.Vectors()).ToArray();
        var angle = pairs.Max(pair => 1 - TensorPrimitives.CosineSimilarity<float>(pair.First, pair.Second));
        var component = pairs.Max(pair => Distance(pair.First, pair.Second));
        Assert.True(angle < 1e-5 && component < 1e-3, $"1 - cosine {angle:0.0e0}, component {component:0.0e0}");
        TestContext.Current.SendDiagnosticMessage($"1 - cosine {angle:0.0e0}, component {component:0.0e0}");
    }

    [Fact]
    public void The_nearest_texts_come_in_the_order_of_the_reference()
    {
        model.SkipWhenAbsent();
        var found = model.Found();
        var compared = 0;
        for (var i = 0; i < found.Length; i++)
        {
            if ((double)model.Golden["nearest_gap"]![i]! > 1e-3) // nearer ties may turn by the weights' float16
            {
                var nearest = Enumerable.Range(0, found.Length).Where(other => other != i).OrderByDescending(other => TensorPrimitives.Dot<float>(found[i], found[other])).Take(3);
                Assert.Equal(GoldenDecoder.Ids(model.Golden["nearest"]![i]!), nearest);
                compared++;
            }
        }

        Assert.True(compared > 30, $"only {compared} texts have an order to compare");
    }

    [Fact]
    public void A_text_among_longer_ones_gets_the_numbers_it_gets_alone()
    {
        model.SkipWhenAbsent();
        int[][] tokens = [.. model.Texts.Where((_, at) => at % 5 == 3).Select(model.TokensOf)];
        Assert.True(tokens.Min(text => text.Length) < 10 && tokens.Max(text => text.Length) == 256);

        var together = model.Session.Encode(tokens, TestContext.Current.CancellationToken);

        for (var i = 0; i < tokens.Length; i++)
        {
            // The reference's own padded batches differ by 2.0e-7 from its single texts: float32 summed in another order.
            var alone = model.Session.Encode([tokens[i]], TestContext.Current.CancellationToken)[0];
            Assert.True(Distance(alone, together[i]) < 2e-6f, $"text {i}: {Distance(alone, together[i]):0.0e0}");
        }
    }

    [Fact]
    public void What_the_tokenizer_file_says_of_truncation_and_padding_is_ignored()
    {
        model.SkipWhenAbsent();
        Assert.Equal(128, model.Tokenizer.Truncation?.MaximumLength);

        var lengths = model.Texts.Select(text => model.Tokenizer.Encode(text, addSpecialTokens: true, parseSpecialTokens: true).Ids.Length);

        Assert.Equal(model.Golden["texts"]!.AsArray().Select(text => (int)text!["untruncated"]!), lengths);
    }

    private static float Distance(float[] a, float[] b) => a.Zip(b).Max(pair => Math.Abs(pair.First - pair.Second));
}
