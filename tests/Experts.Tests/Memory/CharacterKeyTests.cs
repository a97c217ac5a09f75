using Support;
using Xunit;
using static Experts.Tests.Memory.Notes;

namespace Experts.Tests.Memory;

/// <summary>The scan over words against the plain definition: dictionaries of n-grams, cosine in double precision.</summary>
public sealed class CharacterKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scores_are_the_cosines_of_the_definition()
    {
        var random = new Random(5);
        string[] words = ["a", "an", "excess", "except", "cover", "covers", "recover", "limit", "limits", "note", "of", "of", "the", "then", "banana"];
        string Question() => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]));
        string[] known = [.. Enumerable.Range(0, 60).Select(_ => Question()).Distinct()];
        var frequencies = known.SelectMany(wording => Grams(wording).Distinct()).CountBy(gram => gram).ToDictionary();
        Dictionary<string, double> Vector(string text) => Grams(text).CountBy(gram => gram).ToDictionary(
            gram => gram.Key, gram => gram.Value * (Math.Log((1.0 + known.Length) / (1 + frequencies.GetValueOrDefault(gram.Key))) + 1));
        var memory = Remember(_folder.Path, [.. known.Select(wording => Note(wording, $"Note {wording}.", "d", wording))]);

        for (var i = 0; i < 50; i++)
        {
            var asked = Question();
            var expected = known.ToDictionary(wording => wording, wording => Cosine(Vector(asked), Vector(wording)));
            foreach (var found in memory.Recall(asked, 100))
            {
                Assert.Equal(expected[found.Wording], found.Score, 1e-5); // single precision, sums of at most 200 products
            }
        }
    }

    private static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b) =>
        a.Where(gram => b.ContainsKey(gram.Key)).Sum(gram => gram.Value * b[gram.Key]) / Math.Sqrt(a.Values.Sum(x => x * x) * b.Values.Sum(x => x * x));

    private static IEnumerable<string> Grams(string text)
    {
        foreach (var word in text.Split(' ').Select(word => $" {word} "))
        {
            foreach (var length in new[] { 3, 4, 5 })
            {
                if (word.Length <= length)
                {
                    yield return word;
                    break;
                }

                for (var from = 0; from + length <= word.Length; from++)
                {
                    yield return word.Substring(from, length);
                }
            }
        }
    }
}
