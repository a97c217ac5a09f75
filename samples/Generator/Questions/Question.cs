namespace Generator.Questions;

/// <summary>
/// One line of a question file. <c>Kind</c> says more than the stratum: how an answerable question is worded, or why
/// an unanswerable one has no answer. <c>Sentences</c> runs parallel to <c>Documents</c>; <c>Sentence</c> is its first.
/// </summary>
internal sealed record Question(
    string Id, string Stratum, string Kind, string Q, string? Answer, IReadOnlyList<string> Answers,
    IReadOnlyList<string> Documents, string? Sentence, IReadOnlyList<string> Sentences, string? Fact, string? Old)
{
    public static Question Unanswered(string stratum, string kind, string text, string? fact = null) =>
        new("", stratum, kind, text, null, [], [], null, [], fact, null);

    public static Question About(KnownFact fact, string stratum, string kind, string text)
    {
        var first = fact.Places.DistinctBy(p => p.Document).ToList();
        return new("", stratum, kind, text, fact.Value, AnswerForms.Of(fact.Value), [.. first.Select(p => p.Document)],
            first[0].Sentence, [.. first.Select(p => p.Sentence)], fact.Id, fact.Old);
    }
}
