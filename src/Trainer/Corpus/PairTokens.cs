using Experts.Memory;
using LanguageModels.Tokenization;

namespace Trainer.Corpus;

/// <summary>A question and its note in tokens, as the recipe writes them. Question noise is the trainer's, not part of this.</summary>
/// <param name="Tokens">From <c>&lt;q&gt;</c> to <c>&lt;end&gt;</c>.</param>
/// <param name="NoteStart">Place of the first token behind <c>&lt;note&gt;</c>: only from here on is there a loss.</param>
public readonly record struct PairTokens(int[] Tokens, int NoteStart)
{
    /// <summary>Encodes one wording; the question is normalised, the note keeps its case.</summary>
    /// <param name="tokenizer">With the six tokens of <see cref="RecipeTokens"/>.</param>
    /// <param name="question">As it was written.</param>
    /// <param name="note">Null for "no note".</param>
    public static PairTokens Of(Tokenizer tokenizer, string question, string? note)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        int[] asked = Prompt(tokenizer, question);
        int[] answer = note is null ? [RecipeTokens.None] : Text(tokenizer, note);
        return new PairTokens([.. asked, .. answer, RecipeTokens.End], asked.Length);
    }

    /// <summary>What an expert is given: <c>&lt;q&gt; question &lt;note&gt;</c>.</summary>
    public static int[] Prompt(Tokenizer tokenizer, string question)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return [RecipeTokens.Question, .. Text(tokenizer, QuestionText.Normalise(question)), RecipeTokens.Note];
    }

    private static int[] Text(Tokenizer tokenizer, string text) => tokenizer.Encode(text, addSpecialTokens: false, parseSpecialTokens: false).Ids;
}
