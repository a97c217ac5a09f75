using Trainer.Corpus;

namespace Trainer.Export;

/// <summary>
/// The chat template of an expert that answers questions with notes: <c>&lt;q&gt;</c>, the last message in the normal form of the training
/// (lower case; whatever is no letter a to z, digit, apostrophe or hyphen becomes a space), <c>&lt;note&gt;</c>. The normal form is part of
/// the template, so that every client of the folder asks as the training did.
/// </summary>
internal static class NoteTemplate
{
    /// <summary>Before a question.</summary>
    public static string Question { get; } = RecipeTokens.Texts[RecipeTokens.Question];

    /// <summary>Before a note.</summary>
    public static string Note { get; } = RecipeTokens.Texts[RecipeTokens.Note];

    /// <summary>After a note.</summary>
    public static string End { get; } = RecipeTokens.Texts[RecipeTokens.End];

    /// <summary>The template. Runs of spaces become one, as <c>split</c> drops empty pieces. Letters with marks become spaces: Jinja cannot decompose them.</summary>
    public static string Jinja { get; } =
        "{%- set ns = namespace(text='') -%}"
        + "{%- for letter in messages[-1]['content'] | lower -%}"
        + "{%- set ns.text = ns.text + (letter if letter in \"abcdefghijklmnopqrstuvwxyz0123456789'-\" else ' ') -%}"
        + "{%- endfor -%}"
        + Question + "{{- ns.text.split() | join(' ') -}}" + Note;

    /// <summary>Tokenizer and template of an expert that was trained from nothing.</summary>
    /// <param name="tokenizerJson">With the tokens of <see cref="RecipeTokens"/>.</param>
    public static ModelText Of(ReadOnlyMemory<byte> tokenizerJson) =>
        new ModelText.Trained(tokenizerJson, Jinja, End, RecipeTokens.Texts[RecipeTokens.Padding]);
}
