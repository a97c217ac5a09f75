using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>What speaks for each passage of a pool. The order is that of <see cref="PassageWeights.Names"/>.</summary>
internal static class PassageFeatures
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private static readonly int[] ScaledToBest = [0, 1, 2, 4, 5, 11, 14];

    /// <summary>Features of every passage, in the order of the passages.</summary>
    public static List<double[]> Of(AskedWords asked, IReadOnlyList<Passage> passages)
    {
        var texts = passages.Select(p => new PassageWords(p)).ToList();
        var average = texts.Select(t => t.Length).DefaultIfEmpty(1).Average() + 1e-9;
        var rows = texts.ConvertAll(t => Row(asked, t, K1 * (1 - B + (B * t.Length / average))));
        foreach (var document in Enumerable.Range(0, rows.Count).GroupBy(i => passages[i].DocumentId))
        {
            var bm25 = document.Max(i => rows[i][0]);
            var near = document.Max(i => rows[i][2]);
            var meaning = Meaning.Cosine(asked.Meant, Meaning.Of(document.SelectMany(i => texts[i].Counts.Keys)));
            foreach (var i in document)
            {
                (rows[i][1], rows[i][4], rows[i][9]) = (bm25, near, meaning);
            }
        }

        foreach (var column in ScaledToBest)
        {
            var best = rows.Select(row => row[column]).DefaultIfEmpty(0).Max() + 1e-9;
            rows.ForEach(row => row[column] /= best);
        }

        return rows;
    }

    private static double[] Row(AskedWords asked, PassageWords text, double length)
    {
        var near = asked.Near(text.Counts.Select(word => (word.Key, word.Value * (K1 + 1) / (word.Value + length))));
        var sentences = text.Sentences.ConvertAll(s => (
            Near: asked.Near(s.Stems.Select(stem => (stem, 1.0))),
            Meaning: Meaning.Cosine(asked.Meant, s.Meaning),
            Expected: AnswerExpectation.Of(asked.Form, s.Kinds),
            Kind: asked.Kinds == AnswerKind.None ? 0.5 : (asked.Kinds & s.Kinds) != 0 ? 1 : 0.0));
        return
        [
            text.Passage.Score,
            0,
            near,
            near / asked.Possible,
            0,
            asked.Near(text.Title.Select(stem => (stem, 1.0))),
            asked.Ideas.Count == 0 ? 0 : asked.Ideas.Count(text.Ideas.Contains) / (double)asked.Ideas.Count,
            sentences.Max(s => s.Kind),
            Meaning.Cosine(asked.Meant, text.Meaning),
            0,
            sentences.Max(s => s.Meaning),
            sentences.Max(s => s.Near * s.Kind),
            sentences.Max(s => s.Meaning * s.Kind),
            sentences.Max(s => s.Expected),
            sentences.Max(s => s.Near * (1 + s.Expected) / 2),
            sentences.Max(s => s.Meaning * (1 + s.Expected) / 2),
        ];
    }
}
