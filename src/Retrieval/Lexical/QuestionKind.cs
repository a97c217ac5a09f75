namespace Retrieval.Lexical;

/// <summary>Tells from the wording of a question what kind of value answers it.</summary>
internal static class QuestionKind
{
    private static readonly HashSet<string> Places =
        [.. "country city town state region continent location river place village county province street nation island area".Split(' ')];

    private static readonly HashSet<string> Dates =
        [.. "year date day month century decade era period birthday".Split(' ')];

    private static readonly HashSet<string> Numbers =
        [.. "number percentage percent population rate ratio temperature distance height length size weight total share".Split(' ')];

    private static readonly HashSet<string> Sums = [.. "amount sum price fee cost limit money".Split(' ')];

    private static readonly HashSet<string> Persons =
        [.. "person man woman king queen president author actor actress singer leader scientist player director emperor character".Split(' ')];

    /// <param name="words">Words of the question in lower case.</param>
    public static AnswerKind Of(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : "";
            var kind = words[i] switch
            {
                "who" or "whom" or "whose" => AnswerKind.Person,
                "when" => AnswerKind.Date,
                "where" => AnswerKind.Place,
                "why" => AnswerKind.Reason,
                "how" => AfterHow(next),
                "what" or "which" => AfterWhat(words, i + 1),
                _ => AnswerKind.None,
            };
            if (kind != AnswerKind.None)
            {
                return kind;
            }
        }

        return AnswerKind.None;
    }

    private static AnswerKind AfterHow(string next) => next switch
    {
        "many" or "high" or "tall" or "big" or "large" or "deep" or "wide" or "heavy" => AnswerKind.Number,
        "much" or "expensive" => AnswerKind.Number | AnswerKind.Money,
        "long" or "soon" or "quickly" or "fast" or "often" or "early" or "late" or "far" => AnswerKind.Duration | AnswerKind.Number,
        "old" => AnswerKind.Number | AnswerKind.Duration,
        _ => AnswerKind.None,
    };

    private static AnswerKind AfterWhat(IReadOnlyList<string> words, int start)
    {
        for (var i = start; i < Math.Min(start + 3, words.Count); i++)
        {
            var word = words[i].TrimEnd('s');
            var kind = Places.Contains(word) || Places.Contains(words[i]) ? AnswerKind.Place
                : Dates.Contains(word) ? AnswerKind.Date
                : Numbers.Contains(word) ? AnswerKind.Number
                : Sums.Contains(word) ? AnswerKind.Number | AnswerKind.Money
                : word == "time" ? AnswerKind.Time | AnswerKind.Duration
                : Persons.Contains(word) ? AnswerKind.Person
                : AnswerKind.None;
            if (kind != AnswerKind.None)
            {
                return kind;
            }
        }

        return AnswerKind.None;
    }
}
