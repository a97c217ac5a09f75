using Retrieval.Lexical;

namespace Retrieval.Aliases;

/// <summary>Puts the full names in the place of the nicknames of a question, as the passages explain them.</summary>
internal static class QuestionNames
{
    private const int MaxNames = 4;

    /// <summary>The question with full names; the same text when no passage explains a name of it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="texts">Texts of the passages, best first; the first that explains a name wins.</param>
    public static string Expand(string question, IEnumerable<string> texts)
    {
        var names = Names(question);
        if (names.Count == 0)
        {
            return question;
        }

        var all = texts.ToList();
        foreach (var span in Enumerable.Reverse(names))
        {
            var name = question[span.Start..span.End];
            var full = all.Select(text => AliasReader.FullName(text, name)).FirstOrDefault(found => found is not null);
            if (full is not null && !question.Contains(full, StringComparison.OrdinalIgnoreCase))
            {
                question = $"{question[..span.Start]}{full}{question[span.End..]}";
            }
        }

        return question;
    }

    /// <summary>Runs of capitalised words inside the question.</summary>
    public static List<TextSpan> Names(string question)
    {
        var tokens = Tokenizer.Tokenize(question[..Math.Min(question.Length, 2048)]);
        var names = new List<TextSpan>();
        for (var at = 1; at < tokens.Count && names.Count < MaxNames; at++)
        {
            var from = at;
            while (at < tokens.Count && char.IsUpper(question[tokens[at].Start]) && !StopWords.Question.Contains(tokens[at].Text))
            {
                at++;
            }

            if (at > from)
            {
                names.Add(new TextSpan(tokens[from].Start, tokens[at - 1].End));
            }
        }

        return names;
    }
}
