using System.Collections.Frozen;
using System.Globalization;

namespace Retrieval.Lexical;

/// <summary>
/// Which kinds of value the answer to a question of a form holds, in log odds against other sentences: a naive Bayes table fitted by
/// <c>bench/Extraction kinds</c>. Pure; any thread.
/// </summary>
internal static class AnswerExpectation
{
    /// <summary>The kinds that the table knows, in its order.</summary>
    public static readonly AnswerKind[] Kinds = [.. Enum.GetValues<AnswerKind>().Where(kind => kind != AnswerKind.None)];

    private static readonly FrozenDictionary<string, (double Present, double Absent)[]> Table = Resource.Lines("Lexical.kinds.txt")
        .Select(line => line.Split(": "))
        .ToFrozenDictionary(parts => parts[0], parts => parts[1].Split(' ').Select(Pair).ToArray());

    /// <summary>-1 for a sentence that cannot answer such a question by its values, 1 for one that holds just what is asked for.</summary>
    /// <param name="form">What <see cref="FormOf"/> gave for the question.</param>
    /// <param name="kinds">Kinds of value in the sentence.</param>
    public static double Of(string form, AnswerKind kinds)
    {
        if (!Table.TryGetValue(form, out var row))
        {
            return 0;
        }

        var odds = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            odds += (kinds & Kinds[i]) != 0 ? row[i].Present : row[i].Absent;
        }

        return Math.Clamp(odds / 3, -1, 1);
    }

    /// <summary>The question word, with what makes it more telling: <c>how long</c>, <c>what date</c>.</summary>
    /// <param name="words">Words of the question in lower case.</param>
    public static string FormOf(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : "";
            switch (words[i])
            {
                case "who" or "whom" or "whose":
                    return "who";
                case "when" or "where" or "why":
                    return words[i];
                case "how":
                    return next is "long" or "many" or "much" or "often" ? $"how {next}" : next is "soon" or "quickly" or "fast" ? "how soon"
                        : next is "do" or "does" or "did" or "can" or "is" or "are" or "was" ? "how" : "how large";
                case "what" or "which":
                    var kind = QuestionKind.Of(words);
                    return kind == AnswerKind.None ? "what" : $"what {kind}".Replace(", ", " ", StringComparison.Ordinal).ToLowerInvariant();
            }
        }

        return "none";
    }

    private static (double Present, double Absent) Pair(string text)
    {
        var parts = text.Split('/');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
