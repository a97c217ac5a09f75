namespace Trainer.Export;

/// <summary>
/// The chat template of an expert that answers questions with notes: <c>&lt;q&gt;</c>, the last message in the normal form of the training
/// (lower case; whatever is no letter a to z, digit, apostrophe or hyphen becomes a space), <c>&lt;note&gt;</c>. The normal form is part of
/// the template, so that every client of the folder asks as the training did.
/// </summary>
internal static class NoteTemplate
{
    /// <summary>Before a question.</summary>
    public const string Question = "<q>";

    /// <summary>Before a note.</summary>
    public const string Note = "<note>";

    /// <summary>In place of a note where nothing is known.</summary>
    public const string None = "<none>";

    /// <summary>After a note.</summary>
    public const string End = "<end>";

    /// <summary>Fills unused places.</summary>
    public const string Pad = "<pad>";

    /// <summary>The template. Runs of spaces become one, as <c>split</c> drops empty pieces.</summary>
    public const string Jinja =
        "{%- set ns = namespace(text='') -%}"
        + "{%- for letter in messages[-1]['content'] | lower -%}"
        + "{%- set ns.text = ns.text + (letter if letter in \"abcdefghijklmnopqrstuvwxyz0123456789'-\" else ' ') -%}"
        + "{%- endfor -%}"
        + Question + "{{- ns.text.split() | join(' ') -}}" + Note;
}
