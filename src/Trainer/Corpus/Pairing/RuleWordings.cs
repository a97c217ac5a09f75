namespace Trainer.Corpus.Pairing;

/// <summary>The questions that a rule can ask about a statement. They are plain ones; far wordings need a person or a teacher.</summary>
internal static class RuleWordings
{
    private static readonly string[] _attribute =
    [
        "What is the {a} of {s}?", "Which {a} does {s} have?", "{s}: what is the {a}?", "Please give me the {a} of {s}.", "Please tell me the {a} for {s}.",
        "Do you know the {a} of {s}?", "Can you tell me the {a} of {s}?", "I am looking for the {a} of {s}.", "I need the {a} of {s}.", "Remind me of the {a} of {s}.",
        "What {a} applies to {s}?", "What does the handbook say about the {a} of {s}?", "How is the {a} of {s} given?", "{a} of {s}", "{s} {a}", "What about {s}, its {a}?",
    ];

    private static readonly string[] _definition =
    [
        "What does {s} mean?", "What is meant by {s}?", "Define {s}.", "Explain {s}.", "What is {s}?", "What do we call {s}?", "How is {s} defined?",
        "Please explain the term {s}.", "Meaning of {s}", "I do not understand {s}; what is it?",
    ];

    public static IReadOnlyList<string> Of(Statement statement) =>
    [
        .. (statement.Attribute is null ? _definition : _attribute).Select(frame => Capital(frame
            .Replace("{a}", statement.Attribute, StringComparison.Ordinal).Replace("{s}", statement.Subject, StringComparison.Ordinal))),
    ];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
