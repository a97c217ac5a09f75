using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Lexical;
using Support;
using Xunit;

namespace Retrieval.Tests.Lexical;

public class EnglishStemmerTests
{
    // From the sample vocabulary of https://snowballstem.org/algorithms/english/stemmer.html.
    [Theory]
    [InlineData("consign", "consign")]
    [InlineData("consigned", "consign")]
    [InlineData("consistency", "consist")]
    [InlineData("consolatory", "consolatori")]
    [InlineData("conspirators", "conspir")]
    [InlineData("knightly", "knight")]
    [InlineData("knocked", "knock")]
    [InlineData("knots", "knot")]
    [InlineData("generously", "generous")]
    [InlineData("communication", "communic")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("ties", "tie")]
    [InlineData("cries", "cri")]
    [InlineData("gas", "gas")]
    [InlineData("dying", "die")]
    [InlineData("proceed", "proceed")]
    [InlineData("national", "nation")]
    [InlineData("vitamin", "vitamin")]
    public void A_word_is_reduced_to_its_published_stem(string word, string stem) =>
        Assert.Equal(stem, EnglishStemmer.Stem(word));

    [Theory]
    [InlineData("b12")]
    [InlineData("naïve")]
    [InlineData("be")]
    public void Words_that_are_not_plain_English_letters_stay_as_they_are(string word) =>
        Assert.Equal(word, EnglishStemmer.Stem(word));

    [Fact]
    public void Stems_agree_with_the_reference_samples()
    {
        var path = SharedFolder.File("goldens", "retrieval", "bm25.json");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        using var golden = JsonDocument.Parse(File.ReadAllText(path!));
        var samples = golden.RootElement.GetProperty("tokenisation_samples").EnumerateArray().ToList();
        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            Assert.Equal(
                sample.GetProperty("english").EnumerateArray().Select(t => t.GetString()),
                Tokenizer.Tokenize(sample.GetProperty("text").GetString()!).Select(t => t.Text).Where(t => !StopWords.English.Contains(t)).Select(EnglishStemmer.Stem));
        }
    }

    /// <summary>FTS5 stems by the older Porter rules: what our stemmer joins, the index must find too.</summary>
    [Theory]
    [InlineData("cancelled", "cancel")]
    [InlineData("limits", "limit")]
    [InlineData("insured", "insure")]
    [InlineData("waiting", "wait")]
    [InlineData("policies", "policy")]
    public void The_index_joins_the_word_forms_that_the_stemmer_joins(string inText, string inQuery)
    {
        Assert.Equal(EnglishStemmer.Stem(inText), EnglishStemmer.Stem(inQuery));
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61'); INSERT INTO t VALUES ('{inText}'); SELECT count(*) FROM t WHERE t MATCH '\"{inQuery}\"'";
        Assert.Equal(1L, command.ExecuteScalar());
    }
}
