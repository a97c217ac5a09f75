using System.Text.RegularExpressions;

namespace Trainer.Corpus.Pairing;

/// <summary>
/// Finds facts without a model: rows of tables (<c>header: cell; header: cell</c>, as the document store writes them), lines
/// <c>name: value</c> and <c>term: definition</c>, and sentences such as <c>The excess of X is Y.</c> Rather few than wrong: what does not
/// fit is left alone.
/// </summary>
internal static partial class StatementReader
{
    private const int LongestName = 60;
    private const int LongestValue = 90;
    private const int LongestDefinition = 300;

    /// <summary>All statements of a document.</summary>
    /// <param name="title">What the document is about: the subject of its <c>name: value</c> lines.</param>
    /// <param name="text">One paragraph, list item or row a line.</param>
    public static IEnumerable<Statement> Read(string title, string text) =>
        text.Split('\n').Where(line => line.Length is > 3 and < 2000).SelectMany(line => Row(line) ?? Pair(title, line) ?? Sentences(line));

    /// <summary>A row of three cells or more: the first cell names the subject.</summary>
    private static List<Statement>? Row(string line)
    {
        var cells = line.Split("; ").Select(cell => cell.Split(": ", 2)).ToList();
        if (cells.Count < 2 || cells.Exists(cell => cell.Length < 2 || cell[0].Length is 0 or > LongestName || !StartsWithLetter(cell[0])))
        {
            return null;
        }

        var subject = cells[0][1].Trim();
        return !IsName(subject) ? [] : [.. cells.Skip(1).Where(cell => IsValue(cell[1])).Select(cell => new Statement(subject, Lower(cell[0]), cell[1].Trim(), line))];
    }

    private static List<Statement>? Pair(string title, string line)
    {
        var parts = line.Split(": ", 2);
        if (parts.Length < 2 || parts[0].Length > LongestName || parts[0].Contains('.', StringComparison.Ordinal) || !StartsWithLetter(parts[0]))
        {
            return null;
        }

        var (name, value) = (parts[0].Trim(), parts[1].Trim());
        return IsSentence(value) ? (IsName(name) && value.Length <= LongestDefinition ? [new Statement(name, null, FirstSentence(value), line)] : [])
            : IsValue(value) && char.IsUpper(title[0]) && title.Length <= LongestName ? [new Statement(title, Lower(name), value, line)]
            : [];
    }

    private static IEnumerable<Statement> Sentences(string line)
    {
        foreach (var sentence in SentenceEnd().Split(line))
        {
            var match = Plain().Match(sentence);
            if (match.Success && IsName(match.Groups["subject"].Value) && IsValue(match.Groups["value"].Value))
            {
                yield return new Statement(match.Groups["subject"].Value, Lower(match.Groups["attribute"].Value), match.Groups["value"].Value, sentence);
            }
        }
    }

    /// <summary>A short name with a capital letter in it: "Farlmere Shield", "the Kettmere branch".</summary>
    private static bool IsName(string text) => text.Length is > 1 and <= LongestName && text.Any(char.IsUpper) && !IsSentence(text) && text.Count(character => character == ' ') < 8;

    private static bool IsValue(string text) => text.Trim() is { Length: > 0 and <= LongestValue } value && value.Any(char.IsLetterOrDigit) && !IsSentence(value) && !value.Contains('[', StringComparison.Ordinal);

    private static bool IsSentence(string text) => text.Split(' ').Length > 5 && text.TrimEnd()[^1] is '.' or '!' or '?';

    private static string FirstSentence(string text) => SentenceEnd().Split(text)[0];

    private static bool StartsWithLetter(string text) => text.Length > 0 && char.IsLetter(text[0]);

    /// <summary>"Yearly ceiling" within a sentence is "yearly ceiling"; "IT system" stays.</summary>
    private static string Lower(string text) =>
        text.Trim() is [var first, var second, .. var rest] && char.IsUpper(first) && !char.IsUpper(second) ? char.ToLowerInvariant(first) + second.ToString() + rest : text.Trim();

    [GeneratedRegex("(?<=[.!?]) +(?=[A-Z\"“])", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("^The (?<attribute>[a-z][a-z -]{2,40}?) (?:of|for) (?<subject>(?:the )?[A-Z][^,.;:]{1,58}?) (?:is|are|amounts to|remains) (?<value>[^.;]{1,90})\\.$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
