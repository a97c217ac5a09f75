using System.Text.RegularExpressions;
using Retrieval.Documents;

namespace Bench.Extraction;

/// <summary>
/// Claims made by rule from questions with passages: P1 a sentence with a clause cut; P2 question and answer; N1 as P1 with another
/// name or number of the same passage; N3 question and another answer of the same kind and article; N4 an unanswerable question with
/// an answer of its passage. At most a given number of a kind, in the order of a seeded shuffle.
/// </summary>
internal static partial class ClaimSet
{
    public static List<ClaimCase> Make(List<PassageQuestion> questions, int each, int seed, bool onlyNamesAndNumbers)
    {
        var random = new Random(seed);
        PassageQuestion[] shuffled = [.. questions];
        random.Shuffle(shuffled);
        var answered = shuffled.Where(q => q.Answers.Count > 0 && (!onlyNamesAndNumbers || Kind(Answer(q)) < 2));
        return
        [
            .. Sentences(shuffled).Take(each).Select(s => new ClaimCase("P1", s.Text, s.Passage, true)),
            .. Sentences(shuffled).Select(s => Swapped(s.Text, s.Passage, random)).OfType<ClaimCase>().Take(each),
            .. answered.Take(each).Select(q => new ClaimCase("P2", Joined(q.Text, Answer(q)), q.Passage, true)),
            .. answered.Select(q => Wrong(q, shuffled, random)).OfType<ClaimCase>().Take(each),
            .. shuffled.Where(q => q.Impossible).Select(q => Impossible(q, shuffled, random)).OfType<ClaimCase>().Take(each),
        ];
    }

    private static IEnumerable<(string Text, Passage Passage)> Sentences(PassageQuestion[] questions) =>
        from passage in questions.Select(q => q.Passage).DistinctBy(p => p.Text)
        from sentence in SentenceEnd().Split(passage.Text)
        let cut = Cut(sentence.Trim())
        where cut is not null && Anchor().Matches(cut).Any(m => m.Index > 0)
        select (cut, passage);

    /// <summary>Without its last clause, or without its first one where the last is the greater part.</summary>
    private static string? Cut(string sentence)
    {
        var comma = sentence.LastIndexOf(", ", StringComparison.Ordinal);
        if (comma < 0)
        {
            return null;
        }

        var kept = comma > sentence.Length / 2 ? sentence[..comma] + "." : sentence[(comma + 2)..];
        return kept.Split(' ').Length >= 7 ? kept : null;
    }

    private static ClaimCase? Swapped(string claim, Passage passage, Random random)
    {
        Match[] anchors = [.. Anchor().Matches(claim).Where(m => m.Index > 0)];
        var replaced = anchors[random.Next(anchors.Length)];
        var isNumber = char.IsAsciiDigit(replaced.Value[0]);
        string[] others = [.. Anchor().Matches(passage.Text).Where(m => m.Index > 0 && !passage.Text[..m.Index].EndsWith(". ", StringComparison.Ordinal)).Select(m => m.Value).Distinct()
            .Where(other => char.IsAsciiDigit(other[0]) == isNumber && !claim.Contains(other, StringComparison.Ordinal) && !other.Contains(replaced.Value, StringComparison.Ordinal))];
        return others.Length == 0
            ? null
            : new ClaimCase("N1", claim[..replaced.Index] + others[random.Next(others.Length)] + claim[(replaced.Index + replaced.Length)..], passage, false);
    }

    private static ClaimCase? Wrong(PassageQuestion question, PassageQuestion[] all, Random random)
    {
        var right = Answer(question);
        string[] others = [.. all.Where(o => o.Answers.Count > 0 && o.Passage.Title == question.Passage.Title).Select(Answer).Distinct()
            .Where(other => Kind(other) == Kind(right) && !other.Contains(right, StringComparison.OrdinalIgnoreCase) && !right.Contains(other, StringComparison.OrdinalIgnoreCase))];
        return others.Length == 0 ? null : new ClaimCase("N3", Joined(question.Text, others[random.Next(others.Length)]), question.Passage, false);
    }

    private static ClaimCase? Impossible(PassageQuestion question, PassageQuestion[] all, Random random)
    {
        string[] answers = [.. all.Where(o => o.Answers.Count > 0 && o.Passage.Text == question.Passage.Text).Select(Answer)];
        return answers.Length == 0 ? null : new ClaimCase("N4", Joined(question.Text, answers[random.Next(answers.Length)]), question.Passage, false);
    }

    private static string Answer(PassageQuestion question) => question.Passage.Text[question.Answers[0].Start..question.Answers[0].End];

    private static string Joined(string question, string answer) => $"{question.TrimEnd('?', ' ')} {answer}";

    private static int Kind(string answer) => answer.Any(char.IsAsciiDigit) ? 0 : char.IsUpper(answer[0]) ? 1 : 2;

    [GeneratedRegex(@"(?<=[.!?]) (?=[A-Z])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:[0-9][0-9,]*[0-9]|[0-9]+)\b|\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")]
    private static partial Regex Anchor();
}

internal sealed record ClaimCase(string Kind, string Text, Passage Passage, bool Supported);
