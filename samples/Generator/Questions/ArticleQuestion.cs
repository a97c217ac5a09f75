namespace Generator.Questions;

/// <summary>
/// A fact that an article defines, with its own question for each split:
/// <c>id | entity | relation | development question | test question</c>. A question that begins with <c>~</c> is a
/// far paraphrase.
/// </summary>
internal sealed record ArticleQuestion(string Id, string Entity, string Relation, string Development, string Test)
{
    public static ArticleQuestion Read(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        return parts.Length == 5
            ? new(parts[0], parts[1], parts[2], parts[3], parts[4])
            : throw new InvalidDataException($"expected five fields between |, found {parts.Length}: {line}");
    }

    public string For(string split) => split == "development" ? Development : Test;
}
