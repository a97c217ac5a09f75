using System.Collections.Immutable;
using Experts.Memory;
using LanguageModels.Tokenization;
using Trainer.Corpus;

namespace Trainer.Stages;

/// <summary>The format of an expert that is trained from nothing, with the tags of <see cref="RecipeTokens"/>.</summary>
public sealed class TagFormat : NoteFormat
{
    private readonly Tokenizer _tokenizer;

    /// <summary>With a tokenizer that has the tags.</summary>
    /// <exception cref="InvalidDataException">One is missing or has another id.</exception>
    public TagFormat(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        foreach (var (id, tag) in RecipeTokens.Texts.Index())
        {
            if (tokenizer.IdOf(tag) != id)
            {
                throw new InvalidDataException($"The tokenizer has no token '{tag}' with the id {id}; it was not made by this trainer.");
            }
        }

        _tokenizer = tokenizer;
    }

    /// <inheritdoc/>
    public override int Padding => RecipeTokens.Padding;

    /// <inheritdoc/>
    public override int FirstPlainToken => RecipeTokens.Texts.Count;

    /// <inheritdoc/>
    public override int Vocabulary => _tokenizer.VocabularySize;

    /// <inheritdoc/>
    public override ImmutableArray<int> Question(string text) => Plain(QuestionText.Normalise(text));

    /// <inheritdoc/>
    public override ImmutableArray<int> Note(string? text) => text is null ? [RecipeTokens.None, RecipeTokens.End] : [.. Plain(text), RecipeTokens.End];

    /// <inheritdoc/>
    public override ImmutableArray<int> Document(string text) => [RecipeTokens.Document, .. Plain(text), RecipeTokens.End];

    /// <inheritdoc/>
    public override ImmutableArray<int> Prompt(ImmutableArray<int> question) => [RecipeTokens.Question, .. question, RecipeTokens.Note];

    /// <inheritdoc/>
    public override ImmutableArray<int> Prompt(ImmutableArray<int> question, IReadOnlyList<string> passages) =>
        [RecipeTokens.Question, .. question, .. passages.SelectMany(passage => Plain(passage).Insert(0, RecipeTokens.Document)), RecipeTokens.Note];

    private ImmutableArray<int> Plain(string text) => [.. _tokenizer.Encode(text, addSpecialTokens: false, parseSpecialTokens: false).Ids];
}
