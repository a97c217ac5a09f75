using LanguageModels.Tokenization.Texts;

namespace LanguageModels.Tokenization.Reading;

/// <summary>A pattern: <c>{"String": ...}</c> or <c>{"Regex": ...}</c>.</summary>
internal static class PatternReader
{
    internal static TextPattern Read(JsonField field)
    {
        var literal = field["String"];
        var regex = field["Regex"];
        if (!literal.IsAbsent)
        {
            return new LiteralPattern(CodePoints.Of(literal.Text()));
        }

        try
        {
            return regex.IsAbsent ? throw field.Unlike("{\"String\": ...} or {\"Regex\": ...}") : new RegexPattern(regex.Text());
        }
        catch (ArgumentException unusable)
        {
            throw regex.Wrong("a regular expression that can be followed exactly", $"'{regex.Text()}' ({unusable.Message})");
        }
    }
}
