using System.Collections.Frozen;
using Protocol.Chat;

namespace Gateway.Routing;

/// <summary>The question inside a conversation: what routing scores and retrieval searches for.</summary>
/// <param name="Text">The last user message; a short follow-up is preceded by the user message before it.</param>
internal sealed record RoutingQuestion(string Text)
{
    /// <summary>Questions longer than this (in UTF-16 characters) are cut to their last part: routing needs no more.</summary>
    public const int MostCharacters = 4000;

    /// <summary>A question of fewer words than this cannot stand alone ("And for the other one?").</summary>
    private const int FollowUpWords = 6;

    /// <summary>A question of fewer words than this that points back ("And what are its opening hours there?") needs what it points at.</summary>
    private const int PointingWords = 14;

    private static readonly FrozenSet<string> Pointers = new[]
    {
        "it", "its", "they", "them", "their", "he", "him", "his", "she", "her", "this", "that", "these", "those", "there", "one", "same",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the question from the conversation; empty text when no user message holds any.</summary>
    public static RoutingQuestion From(ChatRequest request)
    {
        var said = request.Messages.Where(message => message.Role == "user").Select(message => message.Text.Trim()).Where(text => text.Length > 0).TakeLast(2).ToArray();
        var text = said switch
        {
            [] => "",
            [var earlier, var last] when IsFollowUp(last) => earlier + "\n" + last,
            _ => said[^1],
        };
        return new RoutingQuestion(text.Length <= MostCharacters ? text : text[^MostCharacters..]);
    }

    private static bool IsFollowUp(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length < FollowUpWords || (words.Length < PointingWords && words.Any(word => Pointers.Contains(word.Trim('?', ',', '.', '!'))));
    }
}
