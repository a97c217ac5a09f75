namespace Trainer.Corpus;

/// <summary>
/// The special tokens of an expert's tokenizer, ids 0 to 5. A document is <c>&lt;doc&gt; text &lt;end&gt;</c>, a pair
/// <c>&lt;q&gt; question &lt;note&gt; note &lt;end&gt;</c>, an unknown question <c>&lt;q&gt; question &lt;note&gt; &lt;none&gt; &lt;end&gt;</c>.
/// </summary>
public static class RecipeTokens
{
    /// <summary>Fills rows.</summary>
    public const int Padding = 0;

    /// <summary>Begins a document.</summary>
    public const int Document = 1;

    /// <summary>Begins a question.</summary>
    public const int Question = 2;

    /// <summary>Ends the question and begins the note.</summary>
    public const int Note = 3;

    /// <summary>Says that nothing is known.</summary>
    public const int None = 4;

    /// <summary>Ends a note or a document.</summary>
    public const int End = 5;

    /// <summary>Their texts in the order of their ids.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["<pad>", "<doc>", "<q>", "<note>", "<none>", "<end>"];
}
