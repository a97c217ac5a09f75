using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>
/// Which JSON texts an answer may be. Compact JSON with at most one blank after a colon or a comma; objects and arrays nest at most 64
/// deep, numbers are of bounded length. Strings and arrays without a maximum end when the model ends them. Immutable but for its cache
/// of states; thread-safe, to be shared by answers.
/// </summary>
public sealed class JsonGrammar
{
    private readonly Network _network;
    private readonly ConditionalWeakTable<TokenVocabulary, StateCache> _caches = [];

    private JsonGrammar(Network network) => _network = network;

    /// <summary>Any JSON object (RFC 8259).</summary>
    public static JsonGrammar AnyObject()
    {
        var network = new NetworkBuilder();
        return new JsonGrammar(network.Build(new AnyValue(network, new StringParts(network)).Object));
    }

    /// <summary>Values that fit a schema, with object members in the schema's order (JSON Schema 2020-12, the part that structured outputs use).</summary>
    /// <exception cref="JsonSchemaException">The schema uses a keyword, or a value of one, that cannot be kept to, or no value fits it.</exception>
    public static JsonGrammar FromSchema(JsonElement schema) => new(new SchemaCompiler(schema).Compile());

    /// <summary>A constraint for one answer.</summary>
    public ITokenConstraint Constrain(TokenVocabulary vocabulary) => new JsonConstraint(vocabulary, CacheOf(vocabulary));

    /// <summary>Bytes of the grammar and of the states that its answers have needed so far.</summary>
    internal long Bytes => _network.Bytes + _caches.Sum(cache => cache.Value.Bytes);

    internal StateCache CacheOf(TokenVocabulary vocabulary) => _caches.GetValue(vocabulary, known => new StateCache(_network, known));
}
