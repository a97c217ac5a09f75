using System.Text.RegularExpressions;

namespace Retrieval.Lexical;

/// <summary>Finds which kinds of value a sentence holds beyond the words of the question.</summary>
internal static partial class ValueKinds
{
    /// <summary>The kinds of value in a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="tokens">Its words, with offsets into <paramref name="text"/>.</param>
    /// <param name="questionWords">Words of the question in lower case: they are not news.</param>
    public static AnswerKind In(string text, IReadOnlyList<Token> tokens, IReadOnlySet<string> questionWords)
    {
        var kinds = Pattern(Times(), text, AnswerKind.Time) | Pattern(Moneys(), text, AnswerKind.Money)
            | Pattern(Durations(), text, AnswerKind.Duration | AnswerKind.Number)
            | Pattern(Dates(), text, AnswerKind.Date) | Pattern(Codes(), text, AnswerKind.Code)
            | Pattern(Phones(), text, AnswerKind.Phone) | Pattern(Reasons(), text, AnswerKind.Reason)
            | Pattern(Units(), text, AnswerKind.Unit) | Pattern(Shares(), text, AnswerKind.Share) | Pattern(Measures(), text, AnswerKind.Measure) | Pattern(Frequencies(), text, AnswerKind.Frequency)
            | Pattern(Roles(), text, AnswerKind.Person) | Pattern(Places(), text, AnswerKind.Place);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!questionWords.Contains(tokens[i].Text))
            {
                kinds |= OfWord(text, tokens, i);
            }
        }

        return kinds;
    }

    private static AnswerKind OfWord(string text, IReadOnlyList<Token> tokens, int i)
    {
        var first = text[tokens[i].Start];
        if (char.IsAsciiDigit(first) || NumberWords().IsMatch(tokens[i].Text))
        {
            return AnswerKind.Number;
        }

        var pair = i + 1 < tokens.Count && char.IsUpper(text[tokens[i + 1].Start]) && tokens[i + 1].Start == tokens[i].End + 1;
        if (!char.IsUpper(first) || (i == 0 && !pair) || StopWords.Question.Contains(tokens[i].Text))
        {
            return AnswerKind.None;
        }

        return pair ? AnswerKind.Name | AnswerKind.Person : AnswerKind.Name;
    }

    private static AnswerKind Pattern(Regex pattern, string text, AnswerKind kind) => pattern.IsMatch(text) ? kind : AnswerKind.None;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"\b[0-2]?[0-9][:.][0-5][0-9]\b|\b[0-9]{1,2} ?[ap]\.?m\b", Options)]
    private static partial Regex Times();

    [GeneratedRegex(@"[$€£¥] ?[0-9]|\b[0-9][0-9,.]* (?:million |billion )?(?:crowns?|dollars?|euros?|pounds?|francs?|cents?|EUR|USD|GBP|CHF)\b", Options)]
    private static partial Regex Moneys();

    [GeneratedRegex(@"\b(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:[a-z]+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries)\b", Options)]
    private static partial Regex Durations();

    [GeneratedRegex(@"\b(?:1[0-9]{3}|20[0-9]{2})s?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\b[0-9]{1,2}(?:st|nd|rd|th)[ -]centur", Options)]
    private static partial Regex Dates();

    [GeneratedRegex(@"\b[A-Z]{1,5}-?[0-9]{2,}\b|\b[A-Z]{2,}-[A-Z0-9]+\b", Options)]
    private static partial Regex Codes();

    [GeneratedRegex(@"\bextension [0-9]+|\+?[0-9][0-9 /-]{5,}[0-9]|\b[0-9]{4,}\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Phones();

    [GeneratedRegex(@"\b(?:because|due to|since|so that|in order to|therefore|as a result|owing to|reason|caused|thus)\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Reasons();

    [GeneratedRegex(@"\b(?:desk|department|office|team|unit|division|committee|board|bureau|group|section|support)\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Units();

    [GeneratedRegex(@"%|\bper ?cent\b|\bin (?:a hundred|a thousand|[0-9]+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b|\b(?:half|third|quarter|tenth|fifth)s?\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Shares();

    [GeneratedRegex(@"\b(?:kilo|centi|milli)?(?:metres?|meters?|grams?|litres?|liters?)\b|\b(?:km|cm|mm|kg|tonnes?|tons?|miles?|feet|foot|inch(?:es)?|acres?|hectares?|degrees?|(?:mega|giga|kilo)bytes?|square|watts?|volts?)\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Measures();

    [GeneratedRegex(@"\b(?:every|each|once|twice|times an?|daily|weekly|monthly|quarterly|yearly|annually|per (?:day|week|month|year))\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Frequencies();

    [GeneratedRegex(@"\b(?:officer|manager|adviser|advisor|auditor|broker|cashier|surveyor|director|clerk|warden|secretary|president|minister|king|queen|engineer|underwriter|assessor|supervisor|chairman|treasurer|lawyer|doctor|nurse|professor|scientist|assistant|accountant|superior|employee)s?\b", RegexOptions.IgnoreCase | Options)]
    private static partial Regex Roles();

    [GeneratedRegex(@"\b(?:in|at|to|from|near|of) (?:the )?[A-Z][a-z]+|\b(?:window|tray|room|floor|desk|box|counter|building|street) [A-Z0-9]+", Options)]
    private static partial Regex Places();

    [GeneratedRegex(@"^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|billion|half|third|quarter|dozen)s?$", Options)]
    private static partial Regex NumberWords();
}
