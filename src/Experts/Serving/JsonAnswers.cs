using System.Collections.Immutable;
using System.Text.Json;
using Experts.Sampling;
using Experts.Sampling.Json;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>Makes the constraints of one model's JSON answers. Its tokens are sorted at the first such answer; schemas that were seen are kept compiled. Thread-safe.</summary>
internal sealed class JsonAnswers
{
    private readonly Lazy<TokenVocabulary> _vocabulary;
    private readonly Lazy<JsonGrammar> _anyObject = new(JsonGrammar.AnyObject);

    /// <param name="tokenizer">The model's.</param>
    /// <param name="size">Number of logits, which may be more than the tokenizer has tokens.</param>
    /// <param name="endTokens">Tokens that end an answer.</param>
    public JsonAnswers(Tokenizer tokenizer, int size, ImmutableArray<int> endTokens) =>
        _vocabulary = new Lazy<TokenVocabulary>(() => new TokenVocabulary(
            [.. Enumerable.Range(0, size).Select(id => id < tokenizer.VocabularySize ? tokenizer.BytesOf(id) : default)],
            endTokens.Where(id => id < size)));

    /// <summary>Schemas that are kept.</summary>
    public KeptGrammars Schemas { get; } = new();

    /// <summary>A constraint for one answer: JSON of a schema, or any JSON object for null.</summary>
    /// <exception cref="NotSupportedException">The schema cannot be kept to; the message says which part of it.</exception>
    public ITokenConstraint Constrain(JsonElement? schema)
    {
        try
        {
            return (schema is { } wanted ? Schemas.Of(wanted) : _anyObject.Value).Constrain(_vocabulary.Value);
        }
        catch (JsonSchemaException exception)
        {
            throw new NotSupportedException(exception.Message, exception);
        }
    }
}
