using System.Text.Json;
using Experts.Sampling.Json;

namespace Experts.Serving;

/// <summary>
/// Compiled schemas by their text, within a limit of bytes that counts what their answers added since: a schema of 200 bytes can
/// come to hold 50 MB of states. Those not used for longest go first. Thread-safe.
/// </summary>
/// <param name="mostBytes">Bytes of all together; the one in use stays whatever its size.</param>
internal sealed class KeptGrammars(long mostBytes = KeptGrammars.DefaultBytes)
{
    /// <summary>128 MiB for a model: an application has a few schemas, of some MB each.</summary>
    private const long DefaultBytes = 128L << 20;

    /// <summary>Keeps counting them quick.</summary>
    private const int MostSchemas = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long _uses;

    /// <summary>Bytes of all that is kept now.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _kept.Sum(BytesOf);
            }
        }
    }

    /// <summary>Number of schemas kept now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>The grammar of a schema.</summary>
    /// <exception cref="JsonSchemaException">It cannot be kept to.</exception>
    public JsonGrammar Of(JsonElement schema)
    {
        var text = schema.GetRawText();
        JsonGrammar? known;
        lock (_gate)
        {
            known = _kept.GetValueOrDefault(text)?.Grammar;
        }

        var grammar = known ?? JsonGrammar.FromSchema(schema);
        lock (_gate)
        {
            if (!_kept.TryGetValue(text, out var kept))
            {
                _kept[text] = kept = new Kept(grammar); // Two that came at once keep one of two equal grammars.
            }

            kept.LastUse = ++_uses;
            Trim();
            return kept.Grammar;
        }
    }

    private void Trim()
    {
        var bytes = _kept.Sum(BytesOf);
        while (_kept.Count > 1 && (bytes > mostBytes || _kept.Count > MostSchemas))
        {
            var oldest = _kept.MinBy(kept => kept.Value.LastUse);
            _kept.Remove(oldest.Key);
            bytes -= BytesOf(oldest);
        }
    }

    private static long BytesOf(KeyValuePair<string, Kept> kept) => (sizeof(char) * (long)kept.Key.Length) + kept.Value.Grammar.Bytes;

    private sealed class Kept(JsonGrammar grammar)
    {
        public JsonGrammar Grammar => grammar;

        public long LastUse { get; set; }
    }
}
