using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Experts.Sampling;
using Experts.Sampling.Json;
using LanguageModels.Tokenization;

namespace Experts.Serving;

/// <summary>Makes the constraints of one model's JSON answers. Its tokens are sorted at the first such answer; schemas that were seen are kept compiled. Thread-safe.</summary>
internal sealed class JsonAnswers
{
    /// <summary>Schemas that are kept; an application has a few.</summary>
    private const int MostSchemas = 64;

    private readonly ConcurrentDictionary<string, JsonGrammar> _schemas = new(StringComparer.Ordinal);
    private readonly Lazy<TokenVocabulary> _vocabulary;
    private readonly Lazy<JsonGrammar> _anyObject = new(JsonGrammar.AnyObject);

    /// <param name="tokenizer">The model's.</param>
    /// <param name="size">Number of logits, which may be more than the tokenizer has tokens.</param>
    /// <param name="endTokens">Tokens that end an answer.</param>
    public JsonAnswers(Tokenizer tokenizer, int size, ImmutableArray<int> endTokens) =>
        _vocabulary = new Lazy<TokenVocabulary>(() => new TokenVocabulary(
            [.. Enumerable.Range(0, size).Select(id => id < tokenizer.VocabularySize ? tokenizer.BytesOf(id) : default)],
            endTokens.Where(id => id < size)));

    /// <summary>A constraint for one answer: JSON of a schema, or any JSON object for null.</summary>
    /// <exception cref="NotSupportedException">The schema cannot be kept to; the message says which part of it.</exception>
    public ITokenConstraint Constrain(JsonElement? schema)
    {
        try
        {
            return (schema is { } wanted ? GrammarOf(wanted) : _anyObject.Value).Constrain(_vocabulary.Value);
        }
        catch (JsonSchemaException exception)
        {
            throw new NotSupportedException(exception.Message, exception);
        }
    }

    private JsonGrammar GrammarOf(JsonElement schema)
    {
        var text = schema.GetRawText();
        if (_schemas.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_schemas.Count >= MostSchemas)
        {
            _schemas.Clear();
        }

        return _schemas[text] = JsonGrammar.FromSchema(schema);
    }
}
