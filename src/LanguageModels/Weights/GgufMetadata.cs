using System.Collections.Frozen;
using System.Globalization;

namespace LanguageModels.Weights;

/// <summary>The key and value pairs of a GGUF file, each asked for by the type it should have. Immutable.</summary>
public sealed class GgufMetadata
{
    private readonly string _path;
    private readonly FrozenDictionary<string, object> _values;

    internal GgufMetadata(string path, Dictionary<string, object> values) => (_path, _values) = (path, values.ToFrozenDictionary());

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string key) => Get<string>(key);

    /// <summary>A whole number of any width; null where there is none.</summary>
    /// <exception cref="InvalidDataException">The value is of another type, as for the other members.</exception>
    public long? Integer(string key) => Find(key) switch
    {
        null => null,
        long value => value,
        _ => throw Wrong(key, "a whole number"),
    };

    /// <summary>A number of any kind; null where there is none.</summary>
    public double? Number(string key) => Find(key) switch
    {
        null => null,
        double value => value,
        long value => value,
        _ => throw Wrong(key, "a number"),
    };

    /// <summary>A yes or no; null where there is none.</summary>
    public bool? Flag(string key) => Find(key) switch
    {
        null => null,
        bool value => value,
        _ => throw Wrong(key, "true or false"),
    };

    /// <summary>A list of texts; null where there is none.</summary>
    public IReadOnlyList<string>? Texts(string key) => Get<string[]>(key);

    /// <summary>A list of whole numbers; null where there is none.</summary>
    public IReadOnlyList<long>? Integers(string key) => Get<long[]>(key);

    /// <summary>A list of numbers; null where there is none.</summary>
    public IReadOnlyList<double>? Numbers(string key) => Get<double[]>(key);

    /// <summary>A value in words, for people: lists by their length.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string Describe(string key) => _values[key] switch
    {
        Array list => $"{list.Length} values",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private T? Get<T>(string key) where T : class => Find(key) switch
    {
        null => null,
        T value => value,
        _ => throw Wrong(key, typeof(T) == typeof(string) ? "a text" : $"a list ({typeof(T).Name})"),
    };

    private object? Find(string key) => _values.GetValueOrDefault(key);

    private InvalidDataException Wrong(string key, string expected) => new($"{_path}: key '{key}': expected {expected}, found {_values[key].GetType().Name}.");
}
