namespace Generator.Composition;

/// <summary>
/// A document before its directives are carried out: where it goes, what its head says, its body with directives
/// and marked facts, and the questions about facts that only it defines. <c>Before</c> makes every changed fact
/// appear with its older value.
/// </summary>
internal sealed record Article(
    string Path, string Title, string Date, string Version, string? Supersedes, bool Before, string Body,
    IReadOnlyList<string> QuestionLines)
{
    private const string QuestionMark = "\n===\n";

    /// <summary>Reads a file of front matter (<c>---</c>), body and, after a line <c>===</c>, questions.</summary>
    public static Article Read(string file)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---\n", 4, StringComparison.Ordinal);
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || end < 0)
            throw new InvalidDataException($"{file}: expected front matter between two lines ---");
        var head = text[4..end].Split('\n').Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1].Trim());
        return FromHead(head, text[(end + 5)..]);
    }

    private static Article FromHead(Dictionary<string, string> head, string rest)
    {
        var parts = rest.Split(QuestionMark, 2);
        var questions = parts.Length < 2 ? [] : parts[1].Split('\n').Where(l => l.Length > 0 && l[0] != '#');
        return new(head["path"], head["title"], head["date"], head["version"], head.GetValueOrDefault("supersedes"),
            head.GetValueOrDefault("state") == "before", parts[0].Trim() + "\n", [.. questions]);
    }
}
