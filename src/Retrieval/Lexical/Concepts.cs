using System.Collections.Frozen;

namespace Retrieval.Lexical;

/// <summary>Finds wordings of one idea (<c>concepts.txt</c>) in a text, so that "deductible" meets "excess".</summary>
internal static class Concepts
{
    private static readonly List<Wording> All = Load(out Kinds);
    private static readonly AnswerKind[] Kinds;

    private static readonly FrozenDictionary<string, Wording[]> ByFirstStem =
        All.GroupBy(w => w.Stems[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(w => w.Stems.Length).ToArray());

    /// <summary>The kind of value that a question about the concept asks for.</summary>
    public static AnswerKind KindOf(int concept) => Kinds[concept];

    /// <summary>Every wording in the sequence of stems, as first stem, number of stems and concept.</summary>
    public static List<ConceptMention> Find(IReadOnlyList<string> stems)
    {
        var found = new List<ConceptMention>();
        for (var at = 0; at < stems.Count; at++)
        {
            if (ByFirstStem.TryGetValue(stems[at], out var wordings))
            {
                found.AddRange(wordings.Where(w => Matches(stems, at, w.Stems)).Select(w => new ConceptMention(at, w.Stems.Length, w.Concept)));
            }
        }

        return found;
    }

    private static bool Matches(IReadOnlyList<string> stems, int at, string[] wording)
    {
        if (at + wording.Length > stems.Count)
        {
            return false;
        }

        for (var i = 1; i < wording.Length; i++)
        {
            if (stems[at + i] != wording[i])
            {
                return false;
            }
        }

        return true;
    }

    private static List<Wording> Load(out AnswerKind[] kinds)
    {
        var lines = Resource.Lines("concepts.txt").ConvertAll(line => line.Split('|', StringSplitOptions.TrimEntries));
        kinds = [.. lines.Select(parts => parts[0] == "-" ? AnswerKind.None : Enum.Parse<AnswerKind>(parts[0], ignoreCase: true))];
        return [.. lines.SelectMany((parts, concept) => parts[1]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(words => new Wording([.. words.Split(' ').Select(EnglishStemmer.Stem)], concept)))];
    }

    private sealed record Wording(string[] Stems, int Concept);
}
