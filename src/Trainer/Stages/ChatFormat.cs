using System.Collections.Immutable;
using LanguageModels.Templates;
using LanguageModels.Tokenization;

namespace Trainer.Stages;

/// <summary>
/// The format of a model that is adapted: its own chat template around the question as it was typed, the note as its answer. Where
/// nothing is known the answer is <see cref="NothingKnown"/>.
/// </summary>
public sealed class ChatFormat : NoteFormat
{
    /// <summary>What the expert says where nothing is known.</summary>
    public const string NothingKnown = "I have no note about this.";

    /// <summary>Stands for the question while the template is rendered; a noncharacter, so that no template writes it.</summary>
    private const string Place = "\uFDD0";

    private readonly Tokenizer _tokenizer;
    private readonly ImmutableArray<int> _before, _after;
    private readonly int _end;

    /// <summary>Renders the template once.</summary>
    /// <param name="tokenizer">Of the model.</param>
    /// <param name="template">Of the model.</param>
    /// <param name="variables">What else the template reads, such as <c>bos_token</c>.</param>
    /// <param name="end">The token that ends an answer.</param>
    /// <param name="padding">Fills unused places.</param>
    /// <exception cref="StageException">The template does not show the question once, as it is.</exception>
    public ChatFormat(Tokenizer tokenizer, ChatTemplate template, IReadOnlyDictionary<string, object?> variables, int end, int padding)
    {
        (_tokenizer, _end, Padding) = (tokenizer, end, padding);
        var message = new Dictionary<string, object?> { ["role"] = "user", ["content"] = Place };
        var text = template.Render(new Dictionary<string, object?>(variables) { ["messages"] = new List<object?> { message }, ["add_generation_prompt"] = true });
        if (text.Split(Place) is not [var before, var after])
        {
            throw new StageException("The base model's chat template does not show a question exactly once; it cannot be adapted to notes. Choose another base.");
        }

        (_before, _after) = (Tagged(before), Tagged(after));
    }

    /// <inheritdoc/>
    public override int Padding { get; }

    /// <inheritdoc/>
    public override int FirstPlainToken => Enumerable.Range(0, Vocabulary).First(id => !_tokenizer.IsSpecial(id));

    /// <inheritdoc/>
    public override int Vocabulary => _tokenizer.VocabularySize;

    /// <inheritdoc/>
    public override ImmutableArray<int> Question(string text) => Plain(text);

    /// <inheritdoc/>
    public override ImmutableArray<int> Note(string? text) => [.. Plain(text ?? NothingKnown), _end];

    /// <inheritdoc/>
    public override ImmutableArray<int> Document(string text) => [.. Plain(text), _end];

    /// <inheritdoc/>
    public override ImmutableArray<int> Prompt(ImmutableArray<int> question) => [.. _before, .. question, .. _after];

    /// <inheritdoc/>
    public override ImmutableArray<int> Prompt(ImmutableArray<int> question, IReadOnlyList<string> passages) =>
        [.. _before, .. question, .. passages.SelectMany(passage => Plain("\n- " + passage)), .. _after];

    private ImmutableArray<int> Plain(string text) => [.. _tokenizer.Encode(text, addSpecialTokens: false, parseSpecialTokens: false).Ids];

    private ImmutableArray<int> Tagged(string text) => [.. _tokenizer.Encode(text, addSpecialTokens: false).Ids];
}
