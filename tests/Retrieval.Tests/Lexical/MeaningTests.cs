using Retrieval.Lexical;
using Xunit;

namespace Retrieval.Tests.Lexical;

public class MeaningTests
{
    [Theory]
    [InlineData("doctor", "physician", "harvest")]
    [InlineData("burglar", "theft", "harvest")]
    [InlineData("grumble", "complain", "kilometre")]
    public void Kin_are_nearer_than_strangers(string word, string kin, string stranger)
    {
        var near = Meaning.Nearness(EnglishStemmer.Stem(word), EnglishStemmer.Stem(kin));
        Assert.True(near > Meaning.Nearness(EnglishStemmer.Stem(word), EnglishStemmer.Stem(stranger)), $"{word} and {kin}: {near:0.00}");
    }

    [Fact]
    public void A_word_without_a_vector_is_near_to_itself_only()
    {
        Assert.Null(WordVectors.Of("qqzzx"));
        Assert.Equal(1, Meaning.Nearness("qqzzx", "qqzzx"));
        Assert.Equal(0, Meaning.Nearness("qqzzx", "tooth"));
    }

    [Fact]
    public void A_meaning_has_length_one_or_is_nothing()
    {
        var known = Meaning.Of(["dentist", "tooth", "bill"]);
        // Hundred products of floats: the last bits differ.
        Assert.Equal(1, Meaning.Cosine(known, known), 1e-5);
        Assert.All(Meaning.Of(["qqzzx"]), number => Assert.Equal(0, number));
    }

    [Fact]
    public void The_cosine_counts_every_number_of_a_vector()
    {
        var a = Enumerable.Range(0, WordVectors.Size).Select(i => (float)i).ToArray();
        var b = Enumerable.Range(0, WordVectors.Size).Select(i => (float)(WordVectors.Size - i)).ToArray();
        // Whole numbers below 2^24: floats hold them exactly.
        Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), Meaning.Cosine(a, b), 0.5);
    }
}
